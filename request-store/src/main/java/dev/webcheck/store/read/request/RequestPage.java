package dev.webcheck.store.read.request;

import dev.webcheck.store.read.PageLimit;
import dev.webcheck.store.read.request.RequestSearch.Found;
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

    /** Of rows that were read with one more than the limit, which shows whether there is a next page. */
    static RequestPage of(Found found, PageLimit limit) {
        List<RecordedRequest> rows = found.requests();
        return rows.size() > limit.rows()
                ? new RequestPage(
                        rows.subList(0, limit.rows()),
                        Optional.of(rows.get(limit.rows() - 1).id()))
                : new RequestPage(rows, found.reached());
    }
}
