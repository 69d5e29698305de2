package dev.webcheck.worker;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.jboss.logging.Logger;

/** The topic of the records that could not be understood or stored. */
@ApplicationScoped
class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final Producer<byte[], byte[]> producer;
    private final MeterRegistry metrics;

    DeadLetters(@Identifier(Wiring.DEAD_LETTERS) Producer<byte[], byte[]> producer, MeterRegistry metrics) {
        this.producer = producer;
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
        List<Future<RecordMetadata>> sent =
                letters.stream().map(letter -> producer.send(letter.toRecord())).toList();
        for (Future<RecordMetadata> future : sent) {
            future.get();
        }
        if (!letters.isEmpty()) {
            metrics.counter("webcheck.worker.dead.letters").increment(letters.size());
            DeadLetter first = letters.get(0);
            LOG.warnf(
                    "%d records went to the dead-letter topic, the first from partition %d offset %d: %s",
                    letters.size(), first.source().partition(), first.source().offset(), first.reason());
        }
    }
}
