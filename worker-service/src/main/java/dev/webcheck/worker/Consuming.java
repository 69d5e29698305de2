package dev.webcheck.worker;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.jboss.logging.Logger;

/**
 * The life of the consumer: waits until everything is prepared, polls, and stops in good order. It has a thread of its own, so that
 * the process answers for its health meanwhile; before everything is prepared the timers stand still.
 */
@ApplicationScoped
class Consuming {

    private static final Logger LOG = Logger.getLogger(Consuming.class);

    /** Longer than the loop waits for its batches and to leave the group. */
    private static final Duration ORDERLY_STOP = Duration.ofSeconds(25);

    private final Preparation preparation;
    private final Lanes lanes;
    private final OwnedPartitions owned;
    private final StoredOffsets stored;
    private final WorkerSettings settings;
    private final Map<String, Object> kafka;
    private final Scheduler timers;
    private final ProcessEnd end;
    private final TopicWatch watch;
    private final Thread thread = new Thread(this::run, "consuming");
    private volatile Optional<PollLoop> loop = Optional.empty();

    Consuming(
            Preparation preparation,
            Lanes lanes,
            OwnedPartitions owned,
            StoredOffsets stored,
            WorkerSettings settings,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            Scheduler timers,
            ProcessEnd end,
            TopicWatch watch) {
        this.preparation = preparation;
        this.lanes = lanes;
        this.owned = owned;
        this.stored = stored;
        this.settings = settings;
        this.kafka = kafka;
        this.timers = timers;
        this.end = end;
        this.watch = watch;
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loop.ifPresentOrElse(PollLoop::stop, thread::interrupt);
        thread.join(ORDERLY_STOP.toMillis());
    }

    boolean isUnderWay() {
        return loop.isPresent();
    }

    Optional<Instant> polledAt() {
        return loop.map(PollLoop::polledAt);
    }

    private PollLoop.End consume() throws InterruptedException, Preparation.ImpossibleException {
        Uuid topic = preparation.prepare();
        if (settings.migrateOnly()) {
            LOG.info("Database and topics are up to date");
            end.orderly();
            return PollLoop.End.STOPPED;
        }
        watch.found(topic);
        PollLoop poll =
                new PollLoop(EventConsumers.create(kafka), lanes, owned, stored, topic, () -> watch.hasReplaced(topic));
        loop = Optional.of(poll);
        timers.resume();
        return poll.run();
    }

    private void run() {
        try {
            while (consume() == PollLoop.End.TOPIC_REPLACED) {
                loop = Optional.empty();
                // Records of the deleted topic that are in work must not pass for stored ones of the new topic.
                lanes.awaitIdle();
            }
        } catch (Preparation.ImpossibleException e) {
            end.because("it cannot start: " + Causes.said(e));
        } catch (KafkaException e) {
            end.because("the broker does not serve this consumer: " + Causes.said(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            end.afterBug(e);
        }
    }
}
