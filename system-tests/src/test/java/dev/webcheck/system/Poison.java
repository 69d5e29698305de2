package dev.webcheck.system;

import dev.webcheck.event.RequestIds;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A record of the topic, or an element of its array, that cannot be stored. */
final class Poison {

    /** The path that {@link Recordings#refuse} makes the database refuse, and nobody else. */
    static final String REFUSED = "/only-the-database-refuses-this";

    private static final String BEGIN = "{\"type\":\"RequestBegin\",\"id\":\"%1$s\",\"callId\":\"%1$s\",\"attempt\":1,"
            + "\"instanceId\":\"%2$s\",\"service\":\"poison\",\"method\":\"GET\",\"url\":\"http://poison.example/\"}";

    private final byte @Nullable [] value;
    private final String reason;
    private final boolean fitsIntoArray;

    private Poison(byte @Nullable [] value, String reason, boolean fitsIntoArray) {
        this.value = value;
        this.reason = reason;
        this.fitsIntoArray = fitsIntoArray;
    }

    /** One of every kind. */
    static List<Poison> all(UUID knownInstance) {
        String begin = BEGIN.formatted(RequestIds.next(), knownInstance);
        String url = "http://poison.example/";
        return List.of(
                new Poison(null, "JSON object", false),
                record("", "JSON object"),
                record("not json", "must be JSON"),
                record(begin.substring(0, begin.length() / 2), "ends too early"),
                record("[]", "1 to 2000 events"),
                record("[" + begin + "," + begin, "must be JSON"),
                record(begin + begin, "single JSON object"),
                new Poison(new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28, '"', ':', '1', '}'}, "UTF-8", false),
                record("[".repeat(500_000), "must be JSON"),
                event("null", "JSON object"),
                event(begin.replace("\"attempt\":1", "\"attempt\":\"one\""), "attempt"),
                event(begin.replace("\"attempt\":1", "\"attempt\":1e99999999"), "attempt"),
                event(begin.replace("\"attempt\":1", "\"attempt\":1,\"attempt\":1"), "attempt"),
                event(begin.replace("RequestBegin", "RequestMiddle"), "type"),
                event(begin.replace("\"GET\"", "null"), "method"),
                event(begin.replace(url, url + "\\u0000"), "NUL"),
                event(begin.replace(url, url + "\\ud83d"), "surrogate"),
                event(begin.replace("}", ",\"requestHeaders\":{\"x\":\"\\u0000\"}}"), "NUL"),
                record(begin.replace(url, url + "x".repeat(1_000_000)), "8192"),
                event(begin.replace(url, "javascript:alert(1)"), "url"),
                event(begin.replace("-7", "-4"), "version 7"),
                event(begin.replace(url, url + REFUSED.substring(1)), "refused by the database"));
    }

    /** What it says. */
    byte @Nullable [] value() {
        return value;
    }

    /** What the dead letter has to say of it, in part. */
    String reason() {
        return reason;
    }

    /** Whether it can stand in an array and leaves its neighbours readable. */
    boolean fitsIntoArray() {
        return fitsIntoArray;
    }

    private static Poison record(String value, String reason) {
        return new Poison(value.getBytes(StandardCharsets.UTF_8), reason, false);
    }

    private static Poison event(String value, String reason) {
        return new Poison(value.getBytes(StandardCharsets.UTF_8), reason, true);
    }
}
