package dev.webcheck.client.publish;

import dev.webcheck.client.journal.Journal;
import dev.webcheck.client.record.Instance;
import dev.webcheck.client.record.InstanceSigns;
import dev.webcheck.client.record.OwnFailures;
import dev.webcheck.event.Event;
import java.util.ArrayList;
import java.util.List;

/** What a publisher would publish of a journal and its signs, as it would find it on the topic. */
public final class ToldEvents {

    private static final int MOST = 200;

    private final NextEvents next;

    public ToldEvents(Instance instance, Journal journal, InstanceSigns signs, OwnFailures failures) {
        next = new NextEvents(instance, journal, signs, failures);
    }

    /** The next events, which are acknowledged at once. */
    public List<Event> take() {
        List<Event> events = Decoded.of(next.take(MOST));
        next.acknowledged();
        return events;
    }

    /** All events that wait. */
    public List<Event> takeAll() {
        List<Event> all = new ArrayList<>();
        while (next.pending() > 0) {
            all.addAll(take());
        }
        return all;
    }
}
