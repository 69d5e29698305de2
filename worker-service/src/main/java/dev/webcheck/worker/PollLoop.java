package dev.webcheck.worker;

import dev.webcheck.event.RequestEventsTopic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

/**
 * Takes the records from the topic to the lanes, and the offsets of what is stored to the broker. It never waits for a lane: the
 * partitions of one that is full are paused, so the consumer polls on and stays a member of its group however long the database is
 * away. For one run, in one thread; only {@link #stop} and {@link #polledAt} are for others.
 */
final class PollLoop implements ConsumerRebalanceListener {

    private static final Logger LOG = Logger.getLogger(PollLoop.class);

    /** How soon a lane that is no longer full is given more. */
    private static final Duration POLL = Duration.ofMillis(50);

    private static final Duration BATCHES_IN_WORK = Duration.ofSeconds(10);
    private static final Duration LEAVING = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final Lanes lanes;
    private final OwnedPartitions owned;
    private final StoredOffsets stored;
    private final Commits commits;
    private final Clock clock = Clock.systemUTC();
    private final BooleanSupplier topicIsReplaced;
    private volatile Instant polledAt = clock.instant();
    private volatile boolean stopping;

    /** How a run ended. */
    enum End {
        STOPPED,
        /** The topic is another one now, which has to be read from its beginning by a consumer that knows nothing of the old one. */
        TOPIC_REPLACED
    }

    /**
     * Makes a loop.
     *
     * @param topic the id of the topic that it reads
     * @param topicIsReplaced whether that topic has been deleted, and another one created under its name
     */
    PollLoop(
            Consumer<byte[], byte[]> consumer,
            Lanes lanes,
            OwnedPartitions owned,
            StoredOffsets stored,
            Uuid topic,
            BooleanSupplier topicIsReplaced) {
        this.consumer = consumer;
        this.lanes = lanes;
        this.owned = owned;
        this.stored = stored;
        this.topicIsReplaced = topicIsReplaced;
        commits = new Commits(consumer, stored, topic);
    }

    /**
     * Polls until it is told to stop, or the topic is replaced; before a stop it waits a while for the batches in work. Leaves the
     * group.
     *
     * @throws org.apache.kafka.common.KafkaException if the broker will not have this consumer, or a record cannot be read
     */
    End run() throws InterruptedException {
        try {
            consumer.subscribe(List.of(RequestEventsTopic.NAME), this);
            while (!stopping && !topicIsReplaced.getAsBoolean()) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                records.partitions()
                        .forEach(partition -> lanes.of(partition.partition()).add(records.records(partition)));
                pauseWhatIsFull();
                commits.whenDue();
                polledAt = clock.instant();
            }
            if (!stopping) {
                return End.TOPIC_REPLACED;
            }
            lanes.close(BATCHES_IN_WORK);
            return End.STOPPED;
        } finally {
            consumer.close(CloseOptions.timeout(LEAVING));
        }
    }

    /** Ends the loop soon. */
    void stop() {
        stopping = true;
    }

    /** When it last came round. */
    Instant polledAt() {
        return polledAt;
    }

    private void pauseWhatIsFull() {
        Set<TopicPartition> full = new HashSet<>(consumer.assignment());
        full.removeIf(partition -> !lanes.of(partition.partition()).isFull());
        Set<TopicPartition> free = new HashSet<>(consumer.paused());
        free.removeAll(full);
        consumer.pause(full);
        consumer.resume(free);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        stored.forget(numbers(assigned));
        startOver(assigned);
        owned.add(numbers(assigned));
    }

    /** Offsets of a topic that was deleted say nothing about this one, of which some records may stand before them. */
    private void startOver(Collection<TopicPartition> assigned) {
        Set<TopicPartition> others = ofAnotherTopic(Set.copyOf(assigned));
        if (!others.isEmpty()) {
            LOG.warnf(
                    "Topic %s was deleted and created again; partitions %s are read from their start",
                    RequestEventsTopic.NAME, new TreeSet<>(numbers(others)));
            consumer.seekToBeginning(others);
        }
    }

    /** Without an answer of the broker nothing may be read; an exception here would end the process. */
    private Set<TopicPartition> ofAnotherTopic(Set<TopicPartition> assigned) {
        while (true) {
            try {
                return commits.ofAnotherTopic(assigned);
            } catch (RetriableException e) {
                if (stopping) {
                    throw e;
                }
                LOG.debugf("Committed offsets were not looked up: %s", e.getMessage());
            }
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        commits.finish(revoked);
        giveUp(revoked);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
        giveUp(lost);
    }

    private void giveUp(Collection<TopicPartition> partitions) {
        owned.remove(numbers(partitions));
        lanes.drop(numbers(partitions));
        commits.forget(partitions);
        stored.forget(numbers(partitions));
    }

    private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
    }
}
