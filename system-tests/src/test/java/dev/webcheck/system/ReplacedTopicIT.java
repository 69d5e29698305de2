package dev.webcheck.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webcheck.event.EventCodec;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestEventsTopic;
import dev.webcheck.event.RequestIds;
import dev.webcheck.local.EmbeddedPostgres;
import dev.webcheck.local.LocalStack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** A topic that is deleted and created again while a worker reads it. */
class ReplacedTopicIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    /** More than what the worker has read of the old topic, so that its position lies within the new one. */
    private static final int ENOUGH = 500;

    private final EventCodec codec = new EventCodec();
    private final UUID instance = UUID.randomUUID();

    @Test
    void the_new_topic_is_read_from_its_start_though_the_position_of_the_worker_lies_within_it() throws Exception {
        try (LocalStack stack = LocalStack.startTemporary()) {
            UUID ofOldTopic = RequestIds.next();
            send(stack, List.of(ofOldTopic));
            await().atMost(SOON).until(() -> isRecorded(stack, ofOldTopic));

            List<UUID> ofNewTopic =
                    Stream.generate(RequestIds::next).limit(ENOUGH).toList();
            // The consumer must not see the new topic while that is empty: Kafka would report its position as out of
            // range then.
            stack.worker().pause();
            try (Admin admin =
                    Admin.create(Map.of("bootstrap.servers", stack.kafka().bootstrapServers()))) {
                replace(admin);
                send(stack, ofNewTopic);
            } finally {
                stack.worker().resume();
            }

            await().atMost(SOON).until(() -> isRecorded(stack, ofNewTopic.get(ENOUGH - 1)));
            await().atMost(SOON).untilAsserted(() -> assertThat(recorded(stack)).isEqualTo(1 + ENOUGH));
        }
    }

    private static void replace(Admin admin) throws Exception {
        int partitions = admin.describeTopics(List.of(RequestEventsTopic.NAME))
                .allTopicNames()
                .get()
                .values()
                .iterator()
                .next()
                .partitions()
                .size();
        admin.deleteTopics(List.of(RequestEventsTopic.NAME)).all().get();
        await().atMost(SOON).ignoreExceptions().until(() -> {
            admin.createTopics(List.of(new NewTopic(RequestEventsTopic.NAME, partitions, (short) 1)
                            .configs(Map.of("message.timestamp.type", "LogAppendTime"))))
                    .all()
                    .get();
            return true;
        });
        // Until then the broker still appends to the log of the deleted topic, and acknowledges what it appends there.
        await().atMost(SOON).ignoreExceptions().until(() -> isEmpty(admin, partitions));
    }

    private static boolean isEmpty(Admin admin, int partitions) throws Exception {
        return admin
                .listOffsets(IntStream.range(0, partitions)
                        .mapToObj(number -> new TopicPartition(RequestEventsTopic.NAME, number))
                        .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                .all()
                .get()
                .values()
                .stream()
                .allMatch(end -> end.offset() == 0);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the close waits for all of them
    private void send(LocalStack stack, List<UUID> ids) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.kafka().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (UUID id : ids) {
                RequestBegin begin = new RequestBegin(
                        id, id, 1, instance, "shop", "GET", "http://shop.example/", Optional.empty(), Map.of());
                producer.send(new ProducerRecord<>(
                        RequestEventsTopic.NAME, RequestEventsTopic.key(begin), codec.encode(begin)));
            }
        }
    }

    private static boolean isRecorded(LocalStack stack, UUID id) throws SQLException {
        return count(stack, "WHERE id = '" + id + "'") == 1;
    }

    private static long recorded(LocalStack stack) throws SQLException {
        return count(stack, "");
    }

    private static long count(LocalStack stack, String where) throws SQLException {
        EmbeddedPostgres postgres = stack.postgres();
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
                var row = connection.createStatement().executeQuery("SELECT count(*) FROM request " + where)) {
            row.next();
            return row.getLong(1);
        }
    }
}
