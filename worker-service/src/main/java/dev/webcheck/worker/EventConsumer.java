package dev.webcheck.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Has a lane for each consumer of the channel. Each consumer has partitions of its own; while the database works for one lane, the
 * others have the processors.
 */
@ApplicationScoped
class EventConsumer {

    static final String CHANNEL = "request-events";

    private final Lane.Handling handling;
    private final BatchesInWork inWork;
    private final ProcessEnd end;
    private final List<Lane> lanes = new CopyOnWriteArrayList<>();

    EventConsumer(Lane.Handling handling, BatchesInWork inWork, ProcessEnd end) {
        this.handling = handling;
        this.inWork = inWork;
        this.end = end;
    }

    /** The framework asks once for each consumer. What is stored is acknowledged, and only then. */
    @Incoming(CHANNEL)
    Flow.Subscriber<Message<ConsumerRecords<byte[], byte[]>>> lane() {
        Lane lane = new Lane("lane-" + (lanes.size() + 1), handling, inWork, end);
        lanes.add(lane);
        return lane;
    }

    /** No further batch is begun; those in work are waited for, and given up if they take longer than the limit. */
    void close(Duration limit) throws InterruptedException {
        lanes.forEach(Lane::close);
        inWork.awaitEnd(limit);
        lanes.forEach(Lane::interrupt);
    }
}
