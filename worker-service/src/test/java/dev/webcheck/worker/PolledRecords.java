package dev.webcheck.worker;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Records as a poll brings them. */
final class PolledRecords {

    private PolledRecords() {}

    static List<ConsumerRecord<byte[], byte[]>> range(int partition, long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(offset -> new ConsumerRecord<>("topic", partition, offset, new byte[0], new byte[0]))
                .toList();
    }

    /** One that says of itself that its value is so large. */
    static ConsumerRecord<byte[], byte[]> ofSize(int bytes) {
        return new ConsumerRecord<>(
                "topic",
                0,
                0,
                0,
                TimestampType.LOG_APPEND_TIME,
                0,
                bytes,
                new byte[0],
                new byte[0],
                new RecordHeaders(),
                Optional.empty());
    }
}
