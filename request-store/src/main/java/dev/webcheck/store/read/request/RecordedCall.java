package dev.webcheck.store.read.request;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The requests that one call led to. This record is immutable.
 *
 * @param callId the call
 * @param requests those that were found, in the order of the attempts
 * @param searchedFrom requests that started from this moment on were looked at
 * @param searchedTo requests that started before this moment were looked at
 */
public record RecordedCall(UUID callId, List<RecordedRequest> requests, Instant searchedFrom, Instant searchedTo) {

    public RecordedCall {
        requests = List.copyOf(requests);
    }
}
