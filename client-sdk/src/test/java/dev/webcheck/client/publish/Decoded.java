package dev.webcheck.client.publish;

import dev.webcheck.client.compact.EncodedEvents;
import dev.webcheck.event.Event;
import dev.webcheck.event.EventCodec;
import java.util.List;

/** The events of JSON texts in which everything is an event. */
public final class Decoded {

    private static final EventCodec CODEC = new EventCodec();

    private Decoded() {}

    public static List<Event> of(EncodedEvents events) {
        return events.size() == 0 ? List.of() : of(events.json(0, events.size()));
    }

    public static List<Event> of(byte[] json) {
        return CODEC.decodeAll(json).stream()
                .map(element -> ((EventCodec.Element.Valid) element).event())
                .toList();
    }
}
