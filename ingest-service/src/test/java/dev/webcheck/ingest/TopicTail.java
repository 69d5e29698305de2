package dev.webcheck.ingest;

import dev.webcheck.event.Event;
import dev.webcheck.event.EventCodec;
import dev.webcheck.event.RequestEventsTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What has come to the topic since this was opened. */
final class TopicTail implements AutoCloseable {

    private final EventCodec codec = new EventCodec();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions = IntStream.range(0, 3)
            .mapToObj(partition -> new TopicPartition(RequestEventsTopic.NAME, partition))
            .toList();

    TopicTail(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** All that is in the topic. */
    static TopicTail fromTheStart(String bootstrapServers) {
        TopicTail tail = new TopicTail(bootstrapServers);
        tail.consumer.seekToBeginning(tail.partitions);
        return tail;
    }

    /** Everything up to what the topic ends with now, in the order of each partition. */
    List<ConsumerRecord<byte[], byte[]>> records() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
        }
        return records;
    }

    /** The events of those records. */
    List<Event> events() {
        return records().stream()
                .flatMap(record -> codec.decodeAll(record.value()).stream())
                .map(element -> ((EventCodec.Element.Valid) element).event())
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
