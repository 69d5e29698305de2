package dev.webcheck.worker;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/** The topic of the records that could not be understood or stored. */
@ApplicationScoped
class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    /** A flood of bad records must not become a flood of lines. */
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final MutinyEmitter<ProducerRecord<byte[], byte[]>> topic;
    private final Outages outages;
    private final MeterRegistry metrics;
    private final Clock clock = Clock.systemUTC();
    private Instant nextLine = Instant.EPOCH;
    private long untold;

    DeadLetters(
            @Channel(OutgoingChannels.DEAD_LETTERS) @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<ProducerRecord<byte[], byte[]>> topic,
            Outages outages,
            MeterRegistry metrics) {
        this.topic = topic;
        this.outages = outages;
        this.metrics = metrics;
    }

    /**
     * Appends letters and returns when the broker has acknowledged all of them, trying for as long as it takes.
     *
     * @throws InterruptedException if the process stops meanwhile; then they come again with their batch
     */
    @Retry(maxRetries = -1, maxDuration = 0, delay = 200, jitter = 100, retryOn = ExecutionException.class)
    @ExponentialBackoff(maxDelay = 5, maxDelayUnit = ChronoUnit.SECONDS)
    void send(List<DeadLetter> letters) throws ExecutionException, InterruptedException {
        if (letters.isEmpty()) {
            return;
        }
        try {
            // Of all of them, though one has failed: what waits in the channel must not be sent a second time beside
            // it.
            CompletableFuture.allOf(letters.stream()
                            .map(letter -> topic.send(letter.toRecord()).subscribeAsCompletionStage())
                            .toArray(CompletableFuture<?>[]::new))
                    .get();
        } catch (ExecutionException e) {
            outages.ofDeadLetters().goesOn(String.valueOf(e.getMessage()));
            metrics.counter("webcheck.worker.dead.letter.retries").increment();
            throw e;
        }
        outages.ofDeadLetters().isOver();
        letters.forEach(letter -> metrics.counter(
                        "webcheck.worker.dead.letters",
                        "kind",
                        letter.kind().name().toLowerCase(Locale.ROOT))
                .increment());
        tell(letters);
    }

    private synchronized void tell(List<DeadLetter> letters) {
        untold += letters.size();
        Instant now = clock.instant();
        if (now.isBefore(nextLine)) {
            return;
        }
        DeadLetter last = letters.get(letters.size() - 1);
        LOG.warnf(
                "%d records went to the dead-letter topic, the last from partition %d offset %d: %s",
                untold, last.part().source().partition(), last.part().source().offset(), last.reason());
        untold = 0;
        nextLine = now.plus(BETWEEN_LINES);
    }
}
