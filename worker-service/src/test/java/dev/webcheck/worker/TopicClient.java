package dev.webcheck.worker;

import dev.webcheck.event.Event;
import dev.webcheck.event.EventCodec;
import dev.webcheck.event.RequestEventsTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topic as an application and an operator see it. */
final class TopicClient implements AutoCloseable {

    private final EventCodec codec = new EventCodec();
    private final KafkaProducer<byte[], byte[]> producer;
    private final String bootstrapServers;

    TopicClient(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer());
    }

    void send(Event... events) {
        for (Event event : events) {
            send(RequestEventsTopic.key(event), codec.encode(event));
        }
    }

    RecordMetadata send(byte[] key, byte[] value) {
        return send(RequestEventsTopic.NAME, key, value);
    }

    RecordMetadata send(String topic, byte[] key, byte[] value) {
        try {
            return producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError("the broker did not take a record", e);
        }
    }

    /** Everything that stands in a partition, from its beginning. */
    List<ConsumerRecord<byte[], byte[]>> all(String topic, int partition) {
        TopicPartition from = new TopicPartition(topic, partition);
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(from));
            long end = consumer.endOffsets(List.of(from)).values().iterator().next();
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (consumer.position(from) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
