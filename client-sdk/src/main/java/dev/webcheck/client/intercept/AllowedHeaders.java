package dev.webcheck.client.intercept;

import dev.webcheck.client.compact.EndRecord;
import dev.webcheck.event.EventLimits;
import dev.webcheck.event.redaction.Redaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.MessageHeaders;

/** Takes from messages the headers that the user allows to be recorded, without secrets. This class is threadsafe. */
final class AllowedHeaders {

    private final Redaction redaction;
    private final List<String> names;

    AllowedHeaders(Redaction redaction, List<String> names) {
        this.redaction = redaction;
        this.names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    /** The allowed ones of this message, values of the same name joined as RFC 9110, section 5.3 does. */
    Map<String, String> of(MessageHeaders message) {
        if (names.isEmpty()) {
            return Map.of();
        }
        Map<String, String> allowed = new LinkedHashMap<>();
        int room = EndRecord.HEADER_CHARACTERS;
        for (String name : names) {
            Header[] fields = message.getHeaders(name);
            int left = Math.min(room - name.length(), EventLimits.HEADER_VALUE_LENGTH);
            if (fields.length > 0 && left > 0) {
                String value = cut(redaction.headerValue(name, storable(fields)), left);
                allowed.put(name, value);
                room -= name.length() + value.length();
            }
        }
        return allowed;
    }

    private static String storable(Header[] fields) {
        StringJoiner joined = new StringJoiner(", ");
        for (Header field : fields) {
            joined.add(field.getValue() == null ? "" : field.getValue());
        }
        return joined.toString()
                .codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String cut(String value, int most) {
        int end = Math.min(value.length(), most);
        return value.substring(
                0, end < value.length() && Character.isHighSurrogate(value.charAt(end - 1)) ? end - 1 : end);
    }
}
