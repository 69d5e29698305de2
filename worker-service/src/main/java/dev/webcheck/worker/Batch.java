package dev.webcheck.worker;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records that are stored together. Immutable.
 *
 * @param records at least one, those of one partition in the order of its log
 * @param spans from where to where they reach in each partition
 */
record Batch(List<ConsumerRecord<byte[], byte[]>> records, Map<Integer, Span> spans) {

    /**
     * A part of a partition.
     *
     * @param first the offset of its first record
     * @param last the offset of its last record
     * @param lastAt the time of its last record, by the broker's clock
     */
    record Span(long first, long last, Instant lastAt) {}

    static Batch of(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<Integer, Span> spans = new LinkedHashMap<>();
        records.forEach(each -> spans.merge(
                each.partition(), span(each), (was, one) -> new Span(was.first(), one.last(), one.lastAt())));
        return new Batch(records, spans);
    }

    private static Span span(ConsumerRecord<byte[], byte[]> only) {
        return new Span(only.offset(), only.offset(), Instant.ofEpochMilli(only.timestamp()));
    }
}
