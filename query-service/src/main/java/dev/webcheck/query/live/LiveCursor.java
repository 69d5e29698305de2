package dev.webcheck.query.live;

import dev.webcheck.query.parameter.Cursor;
import dev.webcheck.store.read.request.RequestSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Up to where a listener has been told everything, as {@link Cursor} is for pages: a version and a snapshot. */
final class LiveCursor {

    private static final String VERSION = "5";

    private LiveCursor() {}

    static String encode(RequestSnapshot snapshot) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((VERSION + snapshot.text()).getBytes(StandardCharsets.US_ASCII));
    }

    /** The snapshot in a cursor; empty if {@link #encode} did not make it. */
    static Optional<RequestSnapshot> decode(String text) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII))
                    .filter(decoded -> decoded.startsWith(VERSION))
                    .flatMap(decoded -> RequestSnapshot.parse(decoded.substring(VERSION.length())))
                    .filter(snapshot -> encode(snapshot).equals(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
