package dev.webcheck.worker;

import dev.webcheck.event.RequestEventsTopic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Takes the records from the topic to the lanes, and the offsets of what is stored to the broker. It never waits for a lane: the
 * partitions of one that is full are paused, so the consumer polls on and stays a member of its group however long the database is
 * away. For one run, in one thread; only {@link #stop} and {@link #polledAt} are for others.
 */
final class PollLoop implements ConsumerRebalanceListener {

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
    private volatile Instant polledAt = clock.instant();
    private volatile boolean stopping;

    PollLoop(Consumer<byte[], byte[]> consumer, Lanes lanes, OwnedPartitions owned, StoredOffsets stored) {
        this.consumer = consumer;
        this.lanes = lanes;
        this.owned = owned;
        this.stored = stored;
        commits = new Commits(consumer, stored);
    }

    /**
     * Polls until it is told to stop; then waits a while for the batches in work, and leaves the group.
     *
     * @throws org.apache.kafka.common.KafkaException if the broker will not have this consumer, or a record cannot be read
     */
    void run() throws InterruptedException {
        try {
            consumer.subscribe(List.of(RequestEventsTopic.NAME), this);
            while (!stopping) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                records.partitions()
                        .forEach(partition -> lanes.of(partition.partition()).add(records.records(partition)));
                pauseWhatIsFull();
                commits.whenDue();
                polledAt = clock.instant();
            }
            lanes.close(BATCHES_IN_WORK);
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
        owned.add(numbers(assigned));
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
