package dev.webcheck.query.request;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.webcheck.query.json.Timestamp;
import dev.webcheck.store.read.request.RecordedCall;
import dev.webcheck.store.read.request.RecordedRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The requests of a call, and where they were looked for. */
@JsonPropertyOrder({"callId", "searchedFrom", "searchedTo", "requests"})
record CallJson(
        UUID callId,

        @JsonSerialize(using = Timestamp.class) Instant searchedFrom,

        @JsonSerialize(using = Timestamp.class) Instant searchedTo,

        List<RecordedRequest> requests) {

    static CallJson of(RecordedCall call, List<RecordedRequest> requests) {
        return new CallJson(call.callId(), call.searchedFrom(), call.searchedTo(), requests);
    }
}
