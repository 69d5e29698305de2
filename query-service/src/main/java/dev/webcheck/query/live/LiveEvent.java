package dev.webcheck.query.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.webcheck.store.read.request.RecordedRequest;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A request that is new or has changed, written once for all listeners who want it. This class is threadsafe. */
final class LiveEvent {

    private final RecordedRequest request;
    private final ObjectWriter json;
    private @Nullable String data;

    LiveEvent(RecordedRequest request, ObjectWriter json) {
        this.request = request;
        this.json = json;
    }

    RecordedRequest request() {
        return request;
    }

    /** The lines of a server-sent event, of which JSON needs one. */
    void appendTo(StringBuilder text, String id) {
        text.append("event: request\nid: ")
                .append(id)
                .append("\ndata: ")
                .append(data())
                .append("\n\n");
    }

    private synchronized String data() {
        if (data == null) {
            try {
                data = new String(json.writeValueAsBytes(request), StandardCharsets.UTF_8);
            } catch (JsonProcessingException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
        return data;
    }
}
