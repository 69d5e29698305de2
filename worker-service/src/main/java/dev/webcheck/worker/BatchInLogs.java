package dev.webcheck.worker;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.MDC;

/** From its begin to its end, each line that this thread logs has the field {@code batch}: from which offset to which, by partition. */
final class BatchInLogs {

    private static final String FIELD = "batch";

    private BatchInLogs() {}

    static void begins(ConsumerRecords<byte[], byte[]> records) {
        StringBuilder ranges = new StringBuilder();
        records.partitions().forEach(partition -> {
            List<ConsumerRecord<byte[], byte[]>> of = records.records(partition);
            ranges.append(ranges.isEmpty() ? "" : " ")
                    .append(partition.partition())
                    .append('@')
                    .append(of.get(0).offset())
                    .append('-')
                    .append(of.get(of.size() - 1).offset());
        });
        MDC.put(FIELD, ranges.toString());
    }

    static void ends() {
        MDC.remove(FIELD);
    }
}
