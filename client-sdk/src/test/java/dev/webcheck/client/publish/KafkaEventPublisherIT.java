package dev.webcheck.client.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.webcheck.client.SharedKafka;
import dev.webcheck.local.EmbeddedKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KafkaEventPublisherIT {

    private static final UUID INSTANCE = UUID.randomUUID();
    private static final int LARGEST = 2_000;

    private final EmbeddedKafka kafka = SharedKafka.get();
    private final String topic = "events-" + UUID.randomUUID();
    private final List<EventPublisher> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(publisher -> publisher.close(Duration.ZERO));
    }

    @Test
    void an_event_that_is_too_large_for_the_topic_is_dropped_and_the_others_go_on() throws Exception {
        kafka.createTopic(topic, 1, Map.of("max.message.bytes", String.valueOf(LARGEST)));
        EventPublisher publisher = publisher(Map.of());

        publisher.publish(INSTANCE, Texts.events("a", incompressible(), "b", "c".repeat(100), incompressible(), "d"));
        publisher.publish(INSTANCE, Texts.events("e"));
        publisher.publish(INSTANCE, Texts.events(incompressible()));

        // Kafka's client from 4.4 on delivers parts of a batch that it splits, before we repeat the batch. A
        // repetition is lawful, a loss is not, and neither is an event that comes before or after its place.
        List<String> published = published();
        assertThat(firsts(published)).containsExactly("a", "b", "c".repeat(100), "d", "e");
        assertThat(lasts(published)).containsExactly("a", "b", "c".repeat(100), "d", "e");
        assertThat(publisher.refused()).isEqualTo(3);
    }

    @Test
    void an_event_that_is_too_large_for_the_producer_is_dropped_as_well() throws Exception {
        kafka.createTopic(topic, 1, Map.of());
        EventPublisher publisher = publisher(Map.of("max.request.size", String.valueOf(LARGEST)));
        publisher.publish(INSTANCE, Texts.events("a", incompressible(), "b"));
        assertThat(published()).containsExactly("a", "b");
        assertThat(publisher.refused()).isEqualTo(1);
    }

    @Test
    void events_without_a_topic_stay_and_arrive_when_there_is_one() throws Exception {
        EventPublisher publisher = publisher(Map.of("max.block.ms", "200"));
        assertThatThrownBy(() -> publisher.publish(INSTANCE, Texts.events("a")))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining(topic);
        kafka.createTopic(topic, 1, Map.of());
        // On a busy machine the broker may tell of the topic later than within those 200 ms.
        await().untilAsserted(
                        () -> assertThatNoException().isThrownBy(() -> publisher.publish(INSTANCE, Texts.events("a"))));
        assertThat(published()).containsExactly("a");
        assertThat(publisher.refused()).isZero();
    }

    @Test
    void tls_with_a_broker_that_has_none_is_a_failure_that_says_so() {
        kafka.createTopic(topic, 1, Map.of());
        EventPublisher publisher = publisher(Map.of("security.protocol", "SSL", "max.block.ms", "1000"));
        assertThatThrownBy(() -> publisher.publish(INSTANCE, Texts.events("a")))
                .isInstanceOf(PublishException.class)
                .hasMessageNotContaining("null");
    }

    @Test
    void a_trust_store_that_is_not_there_is_named() {
        EventPublisher publisher =
                publisher(Map.of("security.protocol", "SSL", "ssl.truststore.location", "/nowhere/trust.jks"));
        assertThatThrownBy(() -> publisher.publish(INSTANCE, Texts.events("a")))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("/nowhere/trust.jks");
    }

    private EventPublisher publisher(Map<String, String> properties) {
        KafkaBrokers brokers = KafkaBrokers.parse(kafka.bootstrapServers()).orElseThrow();
        EventPublisher publisher = new KafkaTransport(brokers, topic, properties).open(INSTANCE);
        opened.add(publisher);
        return publisher;
    }

    private List<String> published() {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<String> values = new ArrayList<>();
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
                    assertThat(record.key()).isEqualTo(INSTANCE.toString());
                    values.addAll(Texts.of(record.value()));
                }
            }
            return values;
        }
    }

    /** Each value once, where it stands first. */
    private static List<String> firsts(List<String> values) {
        return values.stream().distinct().toList();
    }

    /** Each value once, where it stands last. */
    private static List<String> lasts(List<String> values) {
        List<String> backwards = new ArrayList<>(values);
        Collections.reverse(backwards);
        List<String> lasts = new ArrayList<>(firsts(backwards));
        Collections.reverse(lasts);
        return lasts;
    }

    private static String incompressible() {
        StringBuilder text = new StringBuilder("{\"type\":\"RequestBegin\"");
        new Random(1).ints(3 * LARGEST, '0', 'z').forEach(c -> text.append((char) c));
        return text.append("}").toString();
    }
}
