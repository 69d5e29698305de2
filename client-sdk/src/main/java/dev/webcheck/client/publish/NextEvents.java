package dev.webcheck.client.publish;

import dev.webcheck.client.journal.Journal;
import dev.webcheck.client.record.InstanceSigns;
import dev.webcheck.event.EventCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes the events of the living instance in their order: the records of the journal, and between them its signs. */
final class NextEvents {

    private final Journal journal;
    private final InstanceSigns signs;
    private final RecordEncoder encoder;
    private final EventCodec codec = new EventCodec();
    private boolean endsWithSign;

    NextEvents(Journal journal, InstanceSigns signs, RecordEncoder encoder) {
        this.journal = journal;
        this.signs = signs;
        this.encoder = encoder;
    }

    /** The next of them, encoded; the same may not be taken again. */
    List<byte[]> take(int most) {
        List<byte[]> events = new ArrayList<>();
        Optional<InstanceSigns.Placed> sign = signs.next();
        long until = sign.map(InstanceSigns.Placed::position).orElse(Long.MAX_VALUE);
        journal.read(
                (kind, bytes, offset, length) ->
                        encoder.encode(kind, bytes, offset, length).ifPresent(events::add),
                most,
                until);
        endsWithSign = sign.isPresent() && journal.readPosition() >= until;
        if (endsWithSign) {
            events.add(codec.encode(sign.orElseThrow().sign()));
        }
        return events;
    }

    /** Those taken last are on the topic. */
    void acknowledged() {
        journal.acknowledge();
        if (endsWithSign) {
            signs.published();
        }
    }

    /** How many wait. */
    long pending() {
        return journal.pending() + signs.pending();
    }
}
