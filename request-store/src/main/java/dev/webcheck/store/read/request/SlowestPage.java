package dev.webcheck.store.read.request;

import java.util.List;
import java.util.Optional;

/**
 * A part of the list of the slowest requests. This record is immutable.
 *
 * @param requests the requests, the slowest first
 * @param next the position that the next page is to start after; empty on the last page
 */
public record SlowestPage(List<RecordedRequest> requests, Optional<SlowestPosition> next) {

    public SlowestPage {
        requests = List.copyOf(requests);
    }
}
