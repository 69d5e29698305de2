package dev.webcheck.store.read.request;

import dev.webcheck.store.read.PageLimit;
import dev.webcheck.store.read.request.RequestSearch.Found;
import java.sql.Connection;
import java.sql.SQLException;
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
     * @param limit how many are wanted
     * @return that page
     * @throws SQLException if the database does not answer
     */
    public RequestPage page(UUID instanceId, Optional<UUID> below, PageLimit limit) throws SQLException {
        return RequestPage.of(Found.of(rows.crashed(instanceId, below, limit.andOne())), limit);
    }
}
