package dev.webcheck.client.publish;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The type of an encoded event, for messages. The codec writes it first. */
final class EventType {

    private static final Pattern FIRST_FIELD = Pattern.compile("\\{\"type\":\"([A-Za-z]{1,40})\"");
    private static final int LOOKED_AT = 64;

    private EventType() {}

    static String of(byte[] event) {
        String start = new String(event, 0, Math.min(event.length, LOOKED_AT), StandardCharsets.ISO_8859_1);
        Matcher type = FIRST_FIELD.matcher(start);
        return type.lookingAt() ? type.group(1) : "event";
    }
}
