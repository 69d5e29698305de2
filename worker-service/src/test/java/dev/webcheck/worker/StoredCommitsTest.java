package dev.webcheck.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.reactive.messaging.kafka.IncomingKafkaRecord;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NullUnmarked
class StoredCommitsTest {

    /** Of the consumer that stands in for Kafka's. */
    private static final int GENERATION = 1;

    private static final TopicPartition PARTITION = new TopicPartition("webcheck.request-events", 3);

    private final Uuid topic = Uuid.randomUuid();
    private final TopicWatch watch =
            new TopicWatch(new TopicEnds(Map.of()), new Outages("jdbc:postgresql://db/webcheck", "kafka:9092"));
    private final OwnedPartitions owned = new OwnedPartitions();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest") {
        @Override
        public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
            if (lost) {
                throw new CommitFailedException();
            }
            super.commitSync(offsets, timeout);
        }
    };
    private final StoredCommits commits = commits();
    private boolean lost;

    @BeforeEach
    void assign() {
        watch.prepared(topic);
        consumer.assign(List.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    }

    @Test
    void what_is_stored_is_committed_with_the_id_of_its_topic() {
        commits.partitionsAssigned(List.of(PARTITION));
        commits.whenDue();
        assertThat(committed()).isNull();

        stored(7, GENERATION);
        commits.whenDue();
        assertThat(committed()).isEqualTo(new OffsetAndMetadata(8, topic.toString()));
    }

    @Test
    void what_is_stored_is_committed_before_a_partition_is_given_up() {
        commits.partitionsAssigned(List.of(PARTITION));
        assertThat(owned.now()).containsExactly(3);
        stored(7, GENERATION);
        commits.partitionsRevoked(List.of(PARTITION));

        assertThat(committed()).isEqualTo(new OffsetAndMetadata(8, topic.toString()));
        assertThat(owned.now()).isEmpty();
    }

    @Test
    void a_batch_from_before_the_partition_was_assigned_says_nothing() {
        commits.partitionsAssigned(List.of(PARTITION));
        stored(7, GENERATION - 1);
        commits.whenDue();

        assertThat(committed()).isNull();
    }

    @Test
    void a_batch_that_ends_when_its_partition_is_given_up_says_nothing() {
        commits.partitionsAssigned(List.of(PARTITION));
        commits.partitionsRevoked(List.of(PARTITION));
        stored(7, GENERATION);
        commits.whenDue();

        assertThat(committed()).isNull();
    }

    @Test
    void a_partition_that_is_lost_already_is_given_up_without_a_commit() {
        commits.partitionsAssigned(List.of(PARTITION));
        stored(7, GENERATION);
        lost = true;
        commits.partitionsRevoked(List.of(PARTITION));

        assertThat(committed()).isNull();
        assertThat(owned.now()).isEmpty();
    }

    @Test
    void a_partition_that_another_consumer_of_this_worker_has_by_now_stays_its_own() {
        commits.partitionsAssigned(List.of(PARTITION));
        commits().partitionsAssigned(List.of(PARTITION));
        commits.partitionsRevoked(List.of(PARTITION));

        assertThat(owned.now()).containsExactly(3);
    }

    @Test
    void offsets_of_another_topic_of_the_same_name_are_not_gone_on_from() {
        consumer.commitSync(
                Map.of(PARTITION, new OffsetAndMetadata(5, Uuid.randomUuid().toString())));
        consumer.seek(PARTITION, 5);
        commits.partitionsAssigned(List.of(PARTITION));

        assertThat(consumer.position(PARTITION)).isZero();
    }

    @Test
    void offsets_of_this_topic_and_of_older_workers_are_gone_on_from() {
        for (String id : List.of(topic.toString(), "")) {
            consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(5, id)));
            consumer.seek(PARTITION, 5);
            commits.partitionsAssigned(List.of(PARTITION));

            assertThat(consumer.position(PARTITION)).isEqualTo(5);
        }
    }

    @Test
    void when_the_topic_is_another_one_nothing_of_the_old_one_is_committed_and_its_partitions_are_assigned_anew() {
        commits.partitionsAssigned(List.of(PARTITION));
        stored(7, GENERATION);
        watch.prepared(Uuid.randomUuid());
        commits.whenDue();
        assertThat(consumer.shouldRebalance()).isTrue();

        consumer.resetShouldRebalance();
        stored(8, GENERATION);
        commits.whenDue();
        commits.partitionsRevoked(List.of(PARTITION));
        assertThat(consumer.shouldRebalance()).as("once is enough").isFalse();
        assertThat(committed()).isNull();
    }

    private void stored(long offset, int generation) {
        ConsumerRecord<byte[], byte[]> last =
                new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset, null, null);
        last.headers().add("__smallrye_generationId", String.valueOf(generation).getBytes(StandardCharsets.UTF_8));
        commits.handle(new IncomingKafkaRecord<>(last, EventConsumer.CHANNEL, -1, commits, null, false));
    }

    private OffsetAndMetadata committed() {
        return consumer.committed(Set.of(PARTITION)).get(PARTITION);
    }

    private StoredCommits commits() {
        KafkaConsumer<?, ?> client = (KafkaConsumer<?, ?>) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {KafkaConsumer.class},
                (self, method, arguments) -> consumer);
        return new StoredCommits(client, owned, new StoredOffsets(), watch, () -> false);
    }
}
