package dev.webcheck.client.journal;

import java.util.LinkedHashMap;
import java.util.Map;

/** The compact form of header fields. */
final class HeaderFields {

    private HeaderFields() {}

    static void write(RecordBuffer to, Map<String, String> headers) {
        to.putVarLong(headers.size());
        headers.forEach((name, value) -> {
            to.putText(name);
            to.putText(value);
        });
    }

    static Map<String, String> read(RecordCursor from) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (long left = from.takeVarLong(); left > 0; left--) {
            headers.put(from.takeText(), from.takeText());
        }
        return headers;
    }
}
