package dev.webcheck.worker;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

/**
 * Commits the offsets up to which the partitions of one consumer are stored. A commit that fails is of no consequence: the next one makes
 * up for it, and what is read again changes nothing. Each commit carries the id of the topic that it belongs to as its metadata: offsets
 * of a topic that was deleted are not taken for offsets of the one that was created under its name since. Confined to the thread that
 * polls, but for {@link #handle}.
 */
final class StoredCommits implements KafkaCommitHandler {

    private static final Logger LOG = Logger.getLogger(StoredCommits.class);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final long NOTHING = -1;

    /**
     * How far a partition is stored.
     *
     * @param generation of the group when it was assigned; what was polled in an earlier one says nothing of it
     * @param next the offset after the last record that is stored
     */
    private record Position(int generation, long next) {}

    private final KafkaConsumer<?, ?> consumer;
    private final OwnedPartitions owned;
    private final StoredOffsets stored;
    private final TopicWatch watch;
    private final BooleanSupplier stopping;
    private final Map<TopicPartition, Position> assigned = new ConcurrentHashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private Uuid topic = Uuid.ZERO_UUID;

    StoredCommits(
            KafkaConsumer<?, ?> consumer,
            OwnedPartitions owned,
            StoredOffsets stored,
            TopicWatch watch,
            BooleanSupplier stopping) {
        this.consumer = consumer;
        this.owned = owned;
        this.stored = stored;
        this.watch = watch;
        this.stopping = stopping;
    }

    /** A batch is stored up to this record of its partition. */
    @Override
    public <K, V> Uni<Void> handle(IncomingKafkaRecord<K, V> last) {
        assigned.computeIfPresent(
                new TopicPartition(last.getTopic(), last.getPartition()),
                (partition, was) -> last.getConsumerGroupGenerationId() < was.generation()
                        ? was
                        : new Position(was.generation(), last.getOffset() + 1));
        return Uni.createFrom().voidItem();
    }

    /** To be called once a second: commits without waiting for the answer, or reads the new topic where it is another one now. */
    void whenDue() {
        Consumer<?, ?> raw = consumer.unwrap();
        if (!watch.current().equals(topic) && !assigned.isEmpty()) {
            assigned.clear();
            raw.enforceRebalance("the topic was deleted and created again");
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> news = news(assigned.keySet());
        if (!news.isEmpty()) {
            raw.commitAsync(news, (offsets, failure) -> {
                if (failure == null) {
                    committed.putAll(offsets);
                } else {
                    LOG.debugf("Offsets were not committed: %s", failure.getMessage());
                }
            });
        }
    }

    @Override
    public void partitionsAssigned(Collection<TopicPartition> partitions) {
        topic = watch.current();
        Consumer<?, ?> raw = consumer.unwrap();
        startOver(raw, Set.copyOf(partitions));
        int generation = raw.groupMetadata().generationId();
        partitions.forEach(partition -> assigned.put(partition, new Position(generation, NOTHING)));
        stored.forget(numbers(partitions));
        owned.add(this, numbers(partitions));
    }

    /** Offsets of a topic that was deleted say nothing about this one, of which some records may stand before them. */
    private void startOver(Consumer<?, ?> raw, Set<TopicPartition> partitions) {
        Set<TopicPartition> others = ofAnotherTopic(raw, partitions);
        if (!others.isEmpty()) {
            LOG.warnf(
                    "Topic %s was deleted and created again; partitions %s are read from their start",
                    others.iterator().next().topic(), new TreeSet<>(numbers(others)));
            raw.seekToBeginning(others);
        }
    }

    /**
     * Which of these partitions were committed last for another topic of the same name. Offsets that carry no topic are those of a
     * worker of an older version, and count as this topic's. Without an answer of the broker nothing may be read.
     */
    private Set<TopicPartition> ofAnotherTopic(Consumer<?, ?> raw, Set<TopicPartition> partitions) {
        while (true) {
            try {
                Set<TopicPartition> others = new HashSet<>();
                raw.committed(partitions, LONGEST).forEach((partition, offset) -> {
                    if (offset != null
                            && !offset.metadata().isEmpty()
                            && !offset.metadata().equals(topic.toString())) {
                        others.add(partition);
                    }
                });
                return others;
            } catch (RetriableException e) {
                if (stopping.getAsBoolean()) {
                    throw e;
                }
                LOG.debugf("Committed offsets were not looked up: %s", e.getMessage());
            }
        }
    }

    /** Also where they are lost to another consumer already; then the broker takes no commit. */
    @Override
    public void partitionsRevoked(Collection<TopicPartition> partitions) {
        finish(partitions);
        assigned.keySet().removeAll(partitions);
        committed.keySet().removeAll(partitions);
        if (owned.remove(this, numbers(partitions))) {
            stored.forget(numbers(partitions));
        }
    }

    /** Commits these partitions, as far as the broker answers soon. */
    private void finish(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> news = news(partitions);
        try {
            if (!news.isEmpty()) {
                consumer.unwrap().commitSync(news, LONGEST);
                committed.putAll(news);
            }
        } catch (KafkaException e) {
            LOG.debugf("Offsets were not committed: %s", e.getMessage());
        }
    }

    @Override
    public void terminate(boolean graceful) {
        if (consumer.unwrap() != null) {
            consumer.runOnPollingThread(raw -> {
                        finish(Set.copyOf(assigned.keySet()));
                    })
                    .ifNoItem()
                    .after(LONGEST.multipliedBy(2))
                    .fail()
                    .onFailure()
                    .invoke(e -> LOG.debugf("Offsets were not committed: %s", e.getMessage()))
                    .onFailure()
                    .recoverWithNull()
                    .await()
                    .indefinitely();
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> news(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> news = new HashMap<>();
        if (watch.hasReplaced(topic)) {
            return news;
        }
        for (TopicPartition partition : partitions) {
            Position position = assigned.get(partition);
            if (position != null && position.next() != NOTHING) {
                OffsetAndMetadata offset = new OffsetAndMetadata(position.next(), topic.toString());
                if (!offset.equals(committed.get(partition))) {
                    news.put(partition, offset);
                }
            }
        }
        return news;
    }

    private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
    }
}
