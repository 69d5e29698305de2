package dev.webcheck.client;

import static org.awaitility.Awaitility.await;

import dev.webcheck.client.publish.Decoded;
import dev.webcheck.event.Event;
import dev.webcheck.event.InstanceSign;
import dev.webcheck.event.InstanceStopped;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestEventsTopic;
import dev.webcheck.local.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.assertj.core.api.Assertions;

/** A new topic, and all that was published to it. */
public final class EventTopic implements AutoCloseable {

    private static final int PARTITIONS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final EmbeddedKafka kafka;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<Event> events = new ArrayList<>();

    private EventTopic(EmbeddedKafka kafka, String name) {
        this.kafka = kafka;
        this.name = name;
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(number -> new TopicPartition(name, number))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    static EventTopic create(EmbeddedKafka kafka) {
        String name = "events-" + UUID.randomUUID();
        kafka.createTopic(name, PARTITIONS, Map.of());
        return new EventTopic(kafka, name);
    }

    String name() {
        return name;
    }

    /** A Webcheck that publishes to this topic. */
    WebcheckBuilder webcheck() {
        return Webcheck.builder()
                .service("test")
                .kafkaBootstrapServers(kafka.bootstrapServers())
                .kafkaTopic(name)
                .journalDirectory(Path.of("target", "journals", name));
    }

    /** All events so far, in the order of their partitions; those of one instance are in theirs. */
    List<Event> events() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
            List<Event> read = Decoded.of(record.value());
            Assertions.assertThat(read)
                    .allSatisfy(event -> Assertions.assertThat(record.key()).isEqualTo(RequestEventsTopic.key(event)));
            events.addAll(read);
        }
        return List.copyOf(events);
    }

    List<RequestBegin> awaitBegins(int count) {
        await().atMost(PATIENCE).until(() -> all(RequestBegin.class).size() >= count);
        return all(RequestBegin.class);
    }

    List<RequestCompleted> awaitEnds(int count) {
        await().atMost(PATIENCE).until(() -> all(RequestCompleted.class).size() >= count);
        return all(RequestCompleted.class);
    }

    InstanceStopped awaitStop() {
        await().atMost(PATIENCE).until(() -> !all(InstanceStopped.class).isEmpty());
        return all(InstanceStopped.class).get(0);
    }

    List<InstanceSign> awaitSigns(int count) {
        await().atMost(PATIENCE).until(() -> all(InstanceSign.class).size() >= count);
        return all(InstanceSign.class);
    }

    <E extends Event> List<E> all(Class<E> type) {
        return events().stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
