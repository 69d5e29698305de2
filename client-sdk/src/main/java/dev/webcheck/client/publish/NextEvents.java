package dev.webcheck.client.publish;

import dev.webcheck.client.compact.EncodedEvents;
import dev.webcheck.client.journal.Journal;
import dev.webcheck.client.record.Instance;
import dev.webcheck.client.record.InstanceSigns;
import dev.webcheck.client.record.OwnFailures;
import java.util.Optional;

/** Takes the events of the living instance in their order: the records of the journal, and between them its signs. */
final class NextEvents {

    private final Journal journal;
    private final InstanceSigns signs;
    private final EventBatch batch;
    private boolean endsWithSign;

    NextEvents(Instance instance, Journal journal, InstanceSigns signs, OwnFailures failures) {
        this.journal = journal;
        this.signs = signs;
        this.batch = new EventBatch(instance.id(), instance.service(), failures);
    }

    /** The next of them, encoded; those that were taken last, as long as they are not acknowledged. */
    EncodedEvents take(int most) {
        if (batch.events().size() == 0) {
            addNext(most);
        }
        return batch.events();
    }

    private void addNext(int most) {
        Optional<InstanceSigns.Placed> sign = signs.next();
        long until = sign.map(InstanceSigns.Placed::position).orElseGet(signs::tellUntil);
        journal.read(batch, most, until);
        endsWithSign = sign.isPresent() && journal.readPosition() >= until;
        if (endsWithSign) {
            batch.add(sign.orElseThrow().sign());
        }
    }

    /** Those taken last are on the topic. */
    void acknowledged() {
        journal.acknowledge();
        if (endsWithSign) {
            signs.published();
            endsWithSign = false;
        }
        batch.clear();
    }

    /** How many wait. */
    long pending() {
        return journal.pending() + signs.pending();
    }
}
