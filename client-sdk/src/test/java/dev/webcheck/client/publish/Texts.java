package dev.webcheck.client.publish;

import dev.webcheck.client.compact.EncodedEvents;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Texts without commas that stand for events, where it does not matter what an event says. */
final class Texts {

    private Texts() {}

    static EncodedEvents events(String... texts) {
        EncodedEvents events = new EncodedEvents(new UUID(0, 0), "test");
        for (String text : texts) {
            events.addEncoded(text.getBytes(StandardCharsets.UTF_8));
        }
        return events;
    }

    /** The texts of a record or a body: one, or an array of them. */
    static List<String> of(String json) {
        return json.startsWith("[") && json.endsWith("]")
                ? List.of(json.substring(1, json.length() - 1).split(","))
                : List.of(json);
    }
}
