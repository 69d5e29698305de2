package dev.webcheck.query.request;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.webcheck.query.json.JsonTimes;
import dev.webcheck.store.read.request.RecordedCall;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The requests of a call, and where they were looked for. */
@JsonPropertyOrder({"callId", "searchedFrom", "searchedTo", "requests"})
record CallJson(
        UUID callId,

        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = JsonTimes.MILLIS, timezone = "UTC")
        Instant searchedFrom,

        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = JsonTimes.MILLIS, timezone = "UTC")
        Instant searchedTo,

        List<RequestJson> requests) {

    static CallJson of(RecordedCall call) {
        return new CallJson(
                call.callId(),
                call.searchedFrom(),
                call.searchedTo(),
                call.requests().stream().map(RequestJson::of).toList());
    }
}
