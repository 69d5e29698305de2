package dev.webcheck.ingest;

import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.Event;
import dev.webcheck.event.EventCodec;
import dev.webcheck.event.Exchange;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestIds;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;

/** Events to send. */
public final class Events {

    private static final EventCodec CODEC = new EventCodec();

    private Events() {}

    public static Event begin(UUID instance, String url) {
        UUID id = RequestIds.next();
        return new RequestBegin(id, id, 1, instance, "shop", "GET", url, Optional.empty(), Map.of());
    }

    public static List<Event> requests(int count, UUID instance) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Event begin = begin(instance, "https://example.org/ü?n=" + i);
            events.add(begin);
            events.add(new RequestCompleted(
                    ((RequestBegin) begin).id(),
                    instance,
                    EndOutcome.COMPLETED,
                    Duration.ofMillis(i),
                    OptionalInt.of(200),
                    Optional.empty(),
                    Exchange.UNSEEN));
        }
        return events;
    }

    public static String json(Event event) {
        return new String(CODEC.encode(event), StandardCharsets.UTF_8);
    }

    public static String array(List<Event> events) {
        return events.stream().map(Events::json).collect(Collectors.joining(",", "[", "]"));
    }

    public static String lines(List<Event> events) {
        return events.stream().map(Events::json).collect(Collectors.joining("\n"));
    }
}
