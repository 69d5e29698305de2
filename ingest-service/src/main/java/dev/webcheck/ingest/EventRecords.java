package dev.webcheck.ingest;

import dev.webcheck.event.RequestEventsTopic;
import dev.webcheck.ingest.batch.ValidEvent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The records of a batch: for each instance, arrays of its events in their order, made of the bytes that were validated. They have no
 * headers: those mark the project's own records, which nobody outside can make.
 */
final class EventRecords {

    private final byte[] key;
    private final List<ProducerRecord<byte[], byte[]>> full = new ArrayList<>();
    private final List<ValidEvent> open = new ArrayList<>();
    private int bytes;

    private EventRecords(UUID instance) {
        key = RequestEventsTopic.key(instance);
    }

    static List<ProducerRecord<byte[], byte[]>> of(List<ValidEvent> events) {
        Map<UUID, EventRecords> byInstance = new LinkedHashMap<>();
        for (ValidEvent each : events) {
            byInstance
                    .computeIfAbsent(each.event().instanceId(), EventRecords::new)
                    .add(each);
        }
        return byInstance.values().stream()
                .flatMap(records -> records.all().stream())
                .toList();
    }

    private void add(ValidEvent event) {
        // With the bracket or the comma before it; the array's last bracket is one more.
        int size = event.json().length() + 1;
        if (open.size() == RequestEventsTopic.USUAL_EVENTS || bytes + size + 1 > RequestEventsTopic.USUAL_BYTES) {
            close();
        }
        open.add(event);
        bytes += size;
    }

    private List<ProducerRecord<byte[], byte[]>> all() {
        close();
        return full;
    }

    private void close() {
        if (!open.isEmpty()) {
            full.add(new ProducerRecord<>(RequestEventsTopic.NAME, key, value()));
            open.clear();
            bytes = 0;
        }
    }

    /** One event is not wrapped in an array: workers before arrays understand it. */
    private byte[] value() {
        ValidEvent first = open.get(0);
        if (open.size() == 1) {
            return first.json().of(first.text());
        }
        ByteArrayOutputStream array = new ByteArrayOutputStream(bytes + 1);
        for (ValidEvent each : open) {
            array.write(array.size() == 0 ? '[' : ',');
            array.write(each.text(), each.json().from(), each.json().length());
        }
        array.write(']');
        return array.toByteArray();
    }
}
