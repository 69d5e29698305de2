package dev.webcheck.worker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jboss.logging.Logger;

/**
 * Commits the offsets up to which the partitions are stored. A commit that fails is of no consequence: the next one makes up for it, and
 * what is read again changes nothing. Each commit carries the id of the topic that it belongs to as its metadata: offsets of a topic
 * that was deleted are not taken for offsets of the one that was created under its name since. Confined to the thread that polls.
 */
final class Commits {

    private static final Logger LOG = Logger.getLogger(Commits.class);
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Consumer<?, ?> consumer;
    private final StoredOffsets stored;
    private final String topicId;
    private final Clock clock = Clock.systemUTC();
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private Instant next = Instant.EPOCH;

    Commits(Consumer<?, ?> consumer, StoredOffsets stored, Uuid topic) {
        this.consumer = consumer;
        this.stored = stored;
        this.topicId = topic.toString();
    }

    /** Commits once a second, without waiting for the answer. */
    void whenDue() {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(BETWEEN);
        Map<TopicPartition, OffsetAndMetadata> news = news(consumer.assignment());
        if (!news.isEmpty()) {
            consumer.commitAsync(news, (offsets, failure) -> {
                if (failure == null) {
                    committed.putAll(offsets);
                } else {
                    LOG.debugf("Offsets were not committed: %s", failure.getMessage());
                }
            });
        }
    }

    /** Commits these partitions, which are about to be given up, as far as the broker answers soon. */
    void finish(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> news = news(partitions);
        try {
            if (!news.isEmpty()) {
                consumer.commitSync(news, LONGEST);
            }
        } catch (KafkaException e) {
            LOG.debugf("Offsets were not committed: %s", e.getMessage());
        }
    }

    /**
     * Which of these partitions were committed last for another topic of the same name. Offsets that carry no topic are those of a
     * worker of an older version, and count as this topic's.
     *
     * @throws KafkaException if the broker does not answer in time
     */
    Set<TopicPartition> ofAnotherTopic(Set<TopicPartition> partitions) {
        Set<TopicPartition> others = new HashSet<>();
        consumer.committed(partitions, LONGEST).forEach((partition, offset) -> {
            if (offset != null
                    && !offset.metadata().isEmpty()
                    && !offset.metadata().equals(topicId)) {
                others.add(partition);
            }
        });
        return others;
    }

    /** Another worker commits these from now on. */
    void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(committed::remove);
    }

    private Map<TopicPartition, OffsetAndMetadata> news(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> news = new HashMap<>();
        for (TopicPartition partition : partitions) {
            stored.of(partition.partition())
                    .map(last -> new OffsetAndMetadata(last.offset() + 1, topicId))
                    .filter(offset -> !offset.equals(committed.get(partition)))
                    .ifPresent(offset -> news.put(partition, offset));
        }
        return news;
    }
}
