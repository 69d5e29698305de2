package dev.webcheck.store.read.request;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the requests that an instance took with it, for the answers about its death. Confined to one thread. */
public final class CrashedRequests {

    private final RequestRows rows;

    /**
     * Reads them by a connection.
     *
     * @param connection where to ask
     */
    public CrashedRequests(Connection connection) {
        this.rows = new RequestRows(connection);
    }

    /**
     * Those that were in flight when an instance died, newest first.
     *
     * @param instanceId the instance
     * @param below only ids smaller than this one, in the order of the database; empty for the first page
     * @param limit the most requests wanted, at least 1
     * @return that page
     * @throws SQLException if the database does not answer
     */
    public RequestPage page(UUID instanceId, Optional<UUID> below, int limit) throws SQLException {
        // One more than wanted tells whether there is a next page.
        List<RecordedRequest> found = rows.crashed(instanceId, below, limit + 1);
        List<RecordedRequest> page = found.subList(0, Math.min(limit, found.size()));
        Optional<UUID> next =
                found.size() > limit ? Optional.of(page.get(limit - 1).id()) : Optional.empty();
        return new RequestPage(page, next);
    }
}
