package dev.webcheck.worker;

import dev.webcheck.event.RequestEventsTopic;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Which topic the broker has under the name of the events' topic, and how far it goes. */
@ApplicationScoped
class TopicEnds {

    /** The group in which the workers share out the partitions. */
    private static final String GROUP = "webcheck-worker";

    private static final int ANSWERS_WITHIN_MILLIS = 5_000;

    private final Map<String, Object> kafka;
    private Optional<Admin> admin = Optional.empty();

    TopicEnds(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.kafka = new HashMap<>(kafka);
        this.kafka.put(AdminClientConfig.CLIENT_ID_CONFIG, "webcheck-worker-lag");
        this.kafka.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWERS_WITHIN_MILLIS);
        this.kafka.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWERS_WITHIN_MILLIS);
    }

    /** The offset at which the next record of each partition will stand; asks the broker something in any case. */
    Map<Integer, Long> ends(Set<Integer> partitions) throws ExecutionException, InterruptedException {
        if (partitions.isEmpty()) {
            admin().describeCluster().clusterId().get();
            return Map.of();
        }
        Map<Integer, Long> ends = new HashMap<>();
        admin().listOffsets(partitions.stream()
                        .collect(Collectors.toMap(TopicEnds::topicPartition, partition -> OffsetSpec.latest())))
                .all()
                .get()
                .forEach((partition, info) -> ends.put(partition.partition(), info.offset()));
        return ends;
    }

    /** The id that the broker gave the topic when it created it; empty if it has no such topic. */
    Optional<Uuid> id() throws ExecutionException, InterruptedException {
        try {
            return Optional.of(admin().describeTopics(List.of(RequestEventsTopic.NAME))
                    .allTopicNames()
                    .get()
                    .values()
                    .iterator()
                    .next()
                    .topicId());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Up to which offset the workers have committed each of these partitions, where they have. */
    Map<Integer, Long> committed(Set<Integer> partitions) throws ExecutionException, InterruptedException {
        Map<Integer, Long> committed = new HashMap<>();
        if (!partitions.isEmpty()) {
            admin().listConsumerGroupOffsets(GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> {
                        if (offset != null && partitions.contains(partition.partition())) {
                            committed.put(partition.partition(), offset.offset());
                        }
                    });
        }
        return committed;
    }

    private static TopicPartition topicPartition(int partition) {
        return new TopicPartition(RequestEventsTopic.NAME, partition);
    }

    private synchronized Admin admin() {
        if (admin.isEmpty()) {
            admin = Optional.of(Admin.create(kafka));
        }
        return admin.get();
    }

    @PreDestroy
    synchronized void close() {
        admin.ifPresent(client -> client.close(Duration.ZERO));
    }
}
