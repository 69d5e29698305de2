package dev.webcheck.worker;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Asks the thread that polls the topic for a sign of life, every few seconds. Threadsafe. */
@ApplicationScoped
class PollLoop {

    private final KafkaClientService clients;
    private final Clock clock = Clock.systemUTC();

    /** When the question was put that has no answer yet. */
    private volatile Optional<Instant> unanswered = Optional.empty();

    PollLoop(KafkaClientService clients) {
        this.clients = clients;
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void ask() {
        KafkaConsumer<byte[], byte[]> consumer = clients.getConsumer(RequestEventsConsumer.CHANNEL);
        if (consumer != null && unanswered.isEmpty()) {
            unanswered = Optional.of(clock.instant());
            consumer.runOnPollingThread(polling -> {
                        unanswered = Optional.empty();
                    })
                    .subscribe()
                    .with(answered -> {}, failure -> {});
        }
    }

    /** Since when the thread has owed an answer, if it does. */
    Optional<Instant> silentSince() {
        return unanswered;
    }
}
