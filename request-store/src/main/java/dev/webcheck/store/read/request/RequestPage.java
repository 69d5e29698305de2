package dev.webcheck.store.read.request;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A part of a list of requests, newest first. This record is immutable.
 *
 * @param requests the requests, their ids falling
 * @param next the id that the next page is to start below; empty on the last page
 */
public record RequestPage(List<RecordedRequest> requests, Optional<UUID> next) {

    public RequestPage {
        requests = List.copyOf(requests);
    }
}
