package dev.webcheck.worker;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Takes what each poll brings, one poll after the other and in the order of the log; the channel has some consumers, each with partitions
 * of its own, and while the database works for one of them, the others have the processors.
 */
@ApplicationScoped
class EventConsumer {

    static final String CHANNEL = "request-events";

    /** What is done with a batch. */
    interface Handling {

        /**
         * Stores a batch; only then does it return. An exception is a bug, for everything that may happen is waited for.
         *
         * @param movesOn to be run when a part of it is stored
         * @throws InterruptedException if the process stops; then nothing or all of the batch is stored
         */
        void handle(Batch batch, Runnable movesOn) throws Exception;
    }

    private final Handling handling;
    private final BatchesInWork inWork;
    private final ProcessEnd end;

    EventConsumer(Handling handling, BatchesInWork inWork, ProcessEnd end) {
        this.handling = handling;
        this.inWork = inWork;
        this.end = end;
    }

    /** Returns once all records are stored; only then the framework acknowledges them. */
    @Incoming(CHANNEL)
    @Blocking
    void consume(ConsumerRecords<byte[], byte[]> records) {
        try (BatchesInWork.One one = inWork.begins()) {
            for (Batch batch : Batch.of(records)) {
                one.movesOn();
                handling.handle(batch, one::movesOn);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the process stops", e);
        } catch (Exception | Error e) {
            // The framework closes the consumer of these records for good, and the process would stay without it.
            end.afterBug(e);
            throw new IllegalStateException(e);
        }
    }
}
