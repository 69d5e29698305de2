package dev.webcheck.client.publish;

import dev.webcheck.client.compact.EncodedEvents;
import dev.webcheck.client.journal.Journal;
import dev.webcheck.client.journal.RecordKind;
import dev.webcheck.client.record.Instance;
import dev.webcheck.client.record.InstanceSigns;
import dev.webcheck.client.record.OwnFailures;
import dev.webcheck.event.EventCodec;
import java.util.List;
import java.util.Optional;

/** Takes the events of the living instance in their order: the records of the journal, and between them its signs. */
final class NextEvents {

    private final Journal journal;
    private final InstanceSigns signs;
    private final OwnFailures failures;
    private final EncodedEvents events;
    private final EventCodec codec = new EventCodec();
    private boolean endsWithSign;

    NextEvents(Instance instance, Journal journal, InstanceSigns signs, OwnFailures failures) {
        this.journal = journal;
        this.signs = signs;
        this.failures = failures;
        this.events = new EncodedEvents(instance.id(), instance.service());
    }

    /** The next of them, encoded; those that were taken last, as long as they are not acknowledged. */
    List<byte[]> take(int most) {
        if (events.isEmpty()) {
            addNext(most);
        }
        return events;
    }

    private void addNext(int most) {
        Optional<InstanceSigns.Placed> sign = signs.next();
        long until = sign.map(InstanceSigns.Placed::position).orElse(Long.MAX_VALUE);
        journal.read((kind, record, offset, length) -> add(kind, record, offset), most, until);
        endsWithSign = sign.isPresent() && journal.readPosition() >= until;
        if (endsWithSign) {
            events.addEncoded(codec.encode(sign.orElseThrow().sign()));
        }
    }

    /** A record that cannot be read would stay for ever, so it is left out. */
    private void add(RecordKind kind, byte[] record, int offset) {
        try {
            switch (kind) {
                case BEGIN -> events.addBegin(record, offset);
                case END -> events.addEnd(record, offset);
            }
        } catch (RuntimeException unreadable) {
            failures.add(unreadable);
        }
    }

    /** Those taken last are on the topic. */
    void acknowledged() {
        journal.acknowledge();
        if (endsWithSign) {
            signs.published();
            endsWithSign = false;
        }
        events.clear();
    }

    /** How many wait. */
    long pending() {
        return journal.pending() + signs.pending();
    }
}
