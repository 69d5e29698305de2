package dev.webcheck.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.Test;

/** What the worker says of a topic that somebody else, or the broker itself, has created. */
class TopicsTest {

    @Test
    void a_topic_with_the_wanted_partitions_and_replicas_is_fine() {
        assertThat(Topics.shortfalls(topic(12, 3), 12, Optional.of((short) 3))).isEmpty();
        assertThat(Topics.shortfalls(topic(24, 1), 12, Optional.empty())).isEmpty();
    }

    @Test
    void too_few_partitions_are_named_with_the_command_that_adds_them() {
        assertThat(Topics.shortfalls(topic(1, 1), 12, Optional.empty()))
                .singleElement()
                .asString()
                .contains("has 1 partition(s), but webcheck.topic.partitions is 12")
                .contains("kafka-topics.sh --alter --topic events --partitions 12");
    }

    @Test
    void too_few_replicas_are_named() {
        assertThat(Topics.shortfalls(topic(12, 1), 12, Optional.of((short) 3)))
                .singleElement()
                .asString()
                .contains("has 1 replica(s) of a partition, but webcheck.topic.replication-factor is 3");
    }

    private static TopicDescription topic(int partitions, int replicas) {
        List<Node> nodes = IntStream.range(0, replicas)
                .mapToObj(id -> new Node(id, "kafka-" + id, 9092))
                .toList();
        return new TopicDescription(
                "events",
                false,
                IntStream.range(0, partitions)
                        .mapToObj(number -> new TopicPartitionInfo(number, nodes.get(0), nodes, nodes))
                        .toList());
    }
}
