package dev.webcheck.worker;

import java.time.Instant;
import java.util.ArrayList;
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

    /** A batch costs a fixed number of round trips to the database; from some thousand records on they hardly count. */
    static final int MOST_RECORDS = 10_000;

    /** Some 12,000 usual events, for a record can carry many. In work they hold some twenty times as much, on the heap. */
    static final int MOST_BYTES = 4 * 1024 * 1024;

    /**
     * A part of a partition.
     *
     * @param first the offset of its first record
     * @param last the offset of its last record
     * @param lastAt the time of its last record, by the broker's clock
     */
    record Span(long first, long last, Instant lastAt) {}

    /** All of these records, in batches of a bounded size. */
    static List<Batch> of(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        List<Batch> batches = new ArrayList<>();
        List<ConsumerRecord<byte[], byte[]>> next = new ArrayList<>();
        long bytes = 0;
        for (ConsumerRecord<byte[], byte[]> each : records) {
            next.add(each);
            bytes += bytes(each);
            if (next.size() == MOST_RECORDS || bytes >= MOST_BYTES) {
                batches.add(whole(next));
                next = new ArrayList<>();
                bytes = 0;
            }
        }
        if (!next.isEmpty()) {
            batches.add(whole(next));
        }
        return batches;
    }

    private static Batch whole(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<Integer, Span> spans = new LinkedHashMap<>();
        records.forEach(each -> spans.merge(
                each.partition(), span(each), (was, one) -> new Span(was.first(), one.last(), one.lastAt())));
        return new Batch(records, spans);
    }

    private static Span span(ConsumerRecord<byte[], byte[]> only) {
        return new Span(only.offset(), only.offset(), Instant.ofEpochMilli(only.timestamp()));
    }

    /** Of its key and its value. */
    static long bytes(ConsumerRecord<byte[], byte[]> each) {
        return Math.max(0, each.serializedKeySize()) + (long) Math.max(0, each.serializedValueSize());
    }
}
