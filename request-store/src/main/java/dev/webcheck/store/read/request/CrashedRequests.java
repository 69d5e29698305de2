package dev.webcheck.store.read.request;

import dev.webcheck.store.read.PageLimit;
import dev.webcheck.store.read.request.RequestSearch.Found;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads the requests that an instance took with it, within a question about its death. Internal to the store.
 *
 * <p>This class is threadsafe.
 */
@ApplicationScoped
public class CrashedRequests {

    private final RequestRows rows;

    CrashedRequests(RequestRows rows) {
        this.rows = rows;
    }

    /**
     * Those that were in flight when an instance died, newest first.
     *
     * @param instanceId the instance
     * @param below only ids smaller than this one, in the order of the database; empty for the first page
     * @param limit how many are wanted
     * @return that page
     */
    public RequestPage page(UUID instanceId, Optional<UUID> below, PageLimit limit) {
        return RequestPage.of(Found.of(rows.crashed(instanceId, below, limit.andOne())), limit);
    }
}
