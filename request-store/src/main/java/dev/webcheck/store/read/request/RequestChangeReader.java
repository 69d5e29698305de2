package dev.webcheck.store.read.request;

import dev.webcheck.store.read.StoreTimeoutException;
import dev.webcheck.store.read.StoreUnavailableException;
import dev.webcheck.store.read.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Reads which requests are new or have changed since a snapshot, at a cost that is bounded however many are stored.
 *
 * <p>It looks at the latest {@value ChangedRows#MOST_LOOKED_AT} requests of the last ten minutes, by their ids, at the latest few
 * whose clocks are ahead, and at requests that it is told to watch. Of these, every version is found that a later
 * snapshot sees and the earlier one does not, whenever and in whatever order they were written; others are not.
 *
 * <p>Each method asks in a transaction of its own and blocks the calling thread until the answer is there. Every method may throw
 * {@link StoreUnavailableException} when the database is away or has no schema, and {@link StoreTimeoutException} when it cancels a
 * statement that takes longer than the connection allows.
 *
 * <p>This class is threadsafe.
 */
@ApplicationScoped
public class RequestChangeReader {

    private final Database database;

    RequestChangeReader(Database database) {
        this.database = database;
    }

    /**
     * The present.
     *
     * @return a snapshot
     */
    public RequestSnapshot now() {
        return database.ask(connection -> new ChangedRows(connection).now());
    }

    /**
     * Requests that have been in flight for longer than their instances' heartbeats are apart, as these tell.
     *
     * @param limit how many at the most
     * @return their ids
     */
    public List<UUID> longInFlight(int limit) {
        return database.ask(connection -> new ChangedRows(connection).longInFlight(limit));
    }

    /**
     * The requests that are new or have changed since each of several snapshots, up to one and the same moment.
     *
     * @param since earlier snapshots of the same database; one of the future sees everything
     * @param watched requests that are looked at although they started long ago
     * @return those changes, for each at most {@value ChangedRows#MOST_CHANGES}, or 8 MiB of them, in the order of the snapshots
     */
    public List<RequestChanges> since(List<RequestSnapshot> since, Collection<UUID> watched) {
        return database.askOfOneMoment(connection -> new ChangedRows(connection).since(since, watched));
    }
}
