package dev.webcheck.client.publish;

import dev.webcheck.client.compact.EncodedEvents;
import dev.webcheck.client.journal.RecordKind;
import dev.webcheck.client.journal.RecordVisitor;
import dev.webcheck.client.record.OwnFailures;
import dev.webcheck.event.EventCodec;
import dev.webcheck.event.InstanceSign;
import java.util.UUID;

/** The events of one instance that are published together. Used by one thread. */
final class EventBatch implements RecordVisitor {

    private final EventCodec codec = new EventCodec();
    private final EncodedEvents events;
    private final OwnFailures failures;

    EventBatch(UUID instanceId, String service, OwnFailures failures) {
        this.events = new EncodedEvents(instanceId, service);
        this.failures = failures;
    }

    /** A record that cannot be read would stay for ever, so it is left out. */
    @Override
    public void record(RecordKind kind, byte[] bytes, int offset, int length) {
        try {
            switch (kind) {
                case BEGIN, AMENDMENT -> events.addBegin(bytes, offset);
                case END -> events.addEnd(bytes, offset);
            }
        } catch (RuntimeException unreadable) {
            failures.add(unreadable);
        }
    }

    void add(InstanceSign sign) {
        events.addEncoded(codec.encode(sign));
    }

    void clear() {
        events.clear();
    }

    /** The events, until the batch is cleared. */
    EncodedEvents events() {
        return events;
    }
}
