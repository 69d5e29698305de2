package dev.webcheck.store.read.request;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the requests that an instance took with it, for the answers about its death. This class is threadsafe. */
@ApplicationScoped
public class CrashedRequests {

    private final RequestRows rows;

    CrashedRequests(RequestRows rows) {
        this.rows = rows;
    }

    /**
     * Those that were in flight when an instance died, newest first. Needs a transaction.
     *
     * @param instanceId the instance
     * @param service its service
     * @param below only ids smaller than this one, in the order of the database; empty for the first page
     * @param limit the most requests wanted, at least 1
     * @return that page
     */
    public RequestPage page(UUID instanceId, Optional<String> service, Optional<UUID> below, int limit) {
        // One more than wanted tells whether there is a next page.
        List<RecordedRequest> found = rows.crashed(instanceId, below, limit + 1).stream()
                .map(row -> row.recorded(service))
                .toList();
        List<RecordedRequest> page = found.subList(0, Math.min(limit, found.size()));
        Optional<UUID> next =
                found.size() > limit ? Optional.of(page.get(limit - 1).id()) : Optional.empty();
        return new RequestPage(page, next);
    }
}
