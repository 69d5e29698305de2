package dev.webcheck.client.publish;

import dev.webcheck.client.journal.BeginRecord;
import dev.webcheck.client.journal.EndRecord;
import dev.webcheck.client.journal.RecordKind;
import dev.webcheck.client.record.Instance;
import dev.webcheck.client.record.OwnFailures;
import dev.webcheck.event.EventCodec;
import java.util.Arrays;
import java.util.Optional;

/** From the records of one instance to events, encoded. Used by one thread. */
final class RecordEncoder {

    private final Instance instance;
    private final OwnFailures failures;
    private final EventCodec codec = new EventCodec();

    RecordEncoder(Instance instance, OwnFailures failures) {
        this.instance = instance;
        this.failures = failures;
    }

    /** Empty for a record that says nothing that an event could hold. */
    Optional<byte[]> encode(RecordKind kind, byte[] bytes, int offset, int length) {
        try {
            byte[] record = Arrays.copyOfRange(bytes, offset, offset + length);
            return Optional.of(codec.encode(
                    switch (kind) {
                        case BEGIN -> BeginRecord.read(record, instance.id(), instance.service());
                        case END -> EndRecord.read(record, instance.id());
                    }));
        } catch (RuntimeException unreadable) {
            failures.add(unreadable);
            return Optional.empty();
        }
    }
}
