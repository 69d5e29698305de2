package dev.webcheck.system;

import dev.webcheck.event.RequestIds;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A record of the topic that cannot be stored. */
final class Poison {

    /** The path that {@link Recordings#refuse} makes the database refuse, and nobody else. */
    static final String REFUSED = "/only-the-database-refuses-this";

    private static final String BEGIN = "{\"type\":\"RequestBegin\",\"id\":\"%1$s\",\"callId\":\"%1$s\",\"attempt\":1,"
            + "\"instanceId\":\"%2$s\",\"service\":\"poison\",\"method\":\"GET\",\"url\":\"http://poison.example/\"}";

    private final byte @Nullable [] value;
    private final String reason;

    private Poison(byte @Nullable [] value, String reason) {
        this.value = value;
        this.reason = reason;
    }

    /** One of every kind, all but the last told by a stranger, the last by an instance that is known. */
    static List<Poison> all(UUID knownInstance) {
        String begin = BEGIN.formatted(RequestIds.next(), knownInstance);
        String url = "http://poison.example/";
        return List.of(
                new Poison(null, "JSON object"),
                of("", "JSON object"),
                of("not json", "must be JSON"),
                of(begin.substring(0, begin.length() / 2), "ends too early"),
                of("[" + begin + "]", "object"),
                of(begin + begin, "single JSON object"),
                new Poison(new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28, '"', ':', '1', '}'}, "UTF-8"),
                of("[".repeat(500_000), "bounds"),
                of(begin.replace("\"attempt\":1", "\"attempt\":\"one\""), "attempt"),
                of(begin.replace("\"attempt\":1", "\"attempt\":1e99999999"), "attempt"),
                of(begin.replace("\"attempt\":1", "\"attempt\":1,\"attempt\":1"), "attempt"),
                of(begin.replace("RequestBegin", "RequestMiddle"), "type"),
                of(begin.replace("\"GET\"", "null"), "method"),
                of(begin.replace(url, url + "\\u0000"), "NUL"),
                of(begin.replace(url, url + "\\ud83d"), "surrogate"),
                of(begin.replace("}", ",\"requestHeaders\":{\"x\":\"\\u0000\"}}"), "NUL"),
                of(begin.replace(url, url + "x".repeat(1_000_000)), "8192"),
                of(begin.replace(url, "javascript:alert(1)"), "url"),
                of(begin.replace("-7", "-4"), "version 7"),
                of(begin.replace(url, url + REFUSED.substring(1)), "refused by the database"));
    }

    /** What it says. */
    byte @Nullable [] value() {
        return value;
    }

    /** What the dead letter has to say of it, in part. */
    String reason() {
        return reason;
    }

    private static Poison of(String value, String reason) {
        return new Poison(value.getBytes(StandardCharsets.UTF_8), reason);
    }
}
