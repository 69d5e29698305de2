package dev.webcheck.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

    @Test
    void topics_their_settings_and_records_are_kept_over_a_restart(@TempDir Path folder) throws Exception {
        int port = Ports.anyFree();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, port)) {
            kafka.createTopic("events", 3, Map.of("message.timestamp.type", "LogAppendTime"));
            send(kafka, "events", "first");
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, port)) {
            assertThat(partitions(kafka, "events")).isEqualTo(3);
            assertThat(setting(kafka, "events", "message.timestamp.type")).isEqualTo("LogAppendTime");
            assertThat(readOne(kafka, "events", "a-group")).isEqualTo("first");
        }
    }

    @Test
    void a_broker_that_was_taken_away_comes_back_for_the_same_clients() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
                KafkaProducer<String, String> producer = producer(kafka)) {
            String before = kafka.bootstrapServers();
            kafka.createTopic("events", 1, Map.of());
            producer.send(new ProducerRecord<>("events", "before")).get();

            kafka.stop();
            // the producer may hold up its caller until it has a broker again
            CompletableFuture<RecordMetadata> sentMeanwhile = CompletableFuture.supplyAsync(
                    () -> await(producer.send(new ProducerRecord<>("events", "meanwhile"))));
            kafka.restart();

            assertThat(kafka.bootstrapServers()).isEqualTo(before);
            assertThat(sentMeanwhile.get().offset()).isEqualTo(1);
        }
    }

    @Test
    void two_brokers_run_side_by_side_in_one_process() throws Exception {
        try (EmbeddedKafka one = EmbeddedKafka.startTemporary();
                EmbeddedKafka other = EmbeddedKafka.startTemporary()) {
            one.createTopic("of-one", 1, Map.of());
            other.createTopic("of-the-other", 1, Map.of());

            assertThat(topics(one)).containsExactly("of-one");
            assertThat(topics(other)).containsExactly("of-the-other");
        }
    }

    @Test
    void a_topic_is_not_created_by_sending_to_it() {
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
                Admin admin = admin(kafka)) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("nobody-made-me"))
                            .allTopicNames()
                            .get())
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void a_port_in_use_is_named_and_nothing_stays_behind(@TempDir Path folder) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedKafka.start(folder, taken.getLocalPort()))
                    .isInstanceOf(LocalServerException.class)
                    .hasMessageContaining("port " + taken.getLocalPort());
        }
        Awaitility.await()
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .noneMatch(thread -> thread.getName().startsWith("kafka-1-raft")));
    }

    @Test
    void the_data_of_a_temporary_broker_is_deleted() {
        EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
        assertThat(kafka.dataDirectory()).isNotEmptyDirectory();

        kafka.close();

        assertThat(kafka.dataDirectory()).doesNotExist();
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Admin admin(EmbeddedKafka kafka) {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    private static KafkaProducer<String, String> producer(EmbeddedKafka kafka) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()), new StringSerializer(), new StringSerializer());
    }

    private static void send(EmbeddedKafka kafka, String topic, String value) throws Exception {
        try (KafkaProducer<String, String> producer = producer(kafka)) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }

    private static String readOne(EmbeddedKafka kafka, String topic, String group) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", kafka.bootstrapServers(), "group.id", group, "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            return Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> consumer.poll(Duration.ofMillis(200)), records -> !records.isEmpty())
                    .iterator()
                    .next()
                    .value();
        }
    }

    private static int partitions(EmbeddedKafka kafka, String topic) throws Exception {
        try (Admin admin = admin(kafka)) {
            return admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .values()
                    .iterator()
                    .next()
                    .partitions()
                    .size();
        }
    }

    private static String setting(EmbeddedKafka kafka, String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = admin(kafka)) {
            return admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .values()
                    .iterator()
                    .next()
                    .get(name)
                    .value();
        }
    }

    private static Set<String> topics(EmbeddedKafka kafka) throws Exception {
        try (Admin admin = admin(kafka)) {
            return admin.listTopics().names().get();
        }
    }
}
