package dev.webcheck.worker;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Asks the thread that polls the topic for a sign of life, every few seconds. Threadsafe. */
@ApplicationScoped
class PollLoop {

    private final KafkaClientService clients;
    private final Clock clock = Clock.systemUTC();

    /** When the question was put that has no answer yet. */
    private final AtomicReference<Optional<Instant>> unanswered = new AtomicReference<>(Optional.empty());

    PollLoop(KafkaClientService clients) {
        this.clients = clients;
    }

    @Scheduled(every = "5s")
    void ask() {
        KafkaConsumer<byte[], byte[]> consumer = clients.getConsumer(RequestEventsConsumer.CHANNEL);
        if (consumer != null && unanswered.compareAndSet(Optional.empty(), Optional.of(clock.instant()))) {
            consumer.runOnPollingThread(polling -> {
                        unanswered.set(Optional.empty());
                    })
                    .subscribe()
                    .with(answered -> {}, failure -> {});
        }
    }

    /** Since when the thread has owed an answer, if it does. */
    Optional<Instant> silentSince() {
        return unanswered.get();
    }
}
