package dev.webcheck.worker;

import dev.webcheck.event.RequestEventsTopic;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.Uuid;
import org.jboss.logging.Logger;

/**
 * Notices that somebody has deleted the topic of the events, or has deleted it and created it again. Kafka's consumer notices neither:
 * after the second it goes on at its old position without an error, and so skips the first records of the new topic. Threadsafe.
 */
@ApplicationScoped
class TopicWatch {

    private static final Logger LOG = Logger.getLogger(TopicWatch.class);

    private final TopicEnds topic;
    private final Outages outages;
    private volatile Optional<Uuid> seen = Optional.empty();
    private volatile Uuid current = Uuid.ZERO_UUID;

    TopicWatch(TopicEnds topic, Outages outages) {
        this.topic = topic;
        this.outages = outages;
    }

    /** Everything is prepared for the topic with this id. */
    synchronized void prepared(Uuid id) {
        current = id;
        found(id);
    }

    /** The topic that the consumers are to read. */
    Uuid current() {
        return current;
    }

    /** Whether the topic that the broker had last is another one than this. */
    boolean hasReplaced(Uuid known) {
        return seen.filter(id -> !id.equals(known)).isPresent();
    }

    /** Waits until the broker has another topic than the current one. */
    synchronized void awaitAnother() throws InterruptedException {
        while (!hasReplaced(current)) {
            wait();
        }
    }

    private synchronized void found(Uuid id) {
        seen = Optional.of(id);
        notifyAll();
    }

    @Scheduled(every = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() throws InterruptedException {
        try {
            Optional<Uuid> id = topic.id();
            id.ifPresentOrElse(this::found, () -> outages.ofTopic()
                    .goesOn("the broker does not have it. Create " + RequestEventsTopic.NAME
                            + ", or restart a worker, which creates it with the right settings"));
            if (id.isPresent()) {
                outages.ofTopic().isOver();
            }
        } catch (ExecutionException e) {
            // Lag says that the broker does not answer.
            LOG.debugf("The topic was not looked up: %s", Causes.said(e));
        }
    }
}
