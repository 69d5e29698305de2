package dev.webcheck.store.read.request;

import dev.webcheck.store.read.PageLimit;
import dev.webcheck.store.read.StoreTimeoutException;
import dev.webcheck.store.read.StoreUnavailableException;
import dev.webcheck.store.read.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Reads what is recorded. Each method asks the database once and blocks the calling thread
 * until the answer is there; nothing is cached.
 *
 * <p>Every method may throw {@link StoreUnavailableException} when the database is away or has no schema, and
 * {@link StoreTimeoutException} when it cancels a statement that takes longer than the connection allows.
 *
 * <p>This class is threadsafe.
 */
@ApplicationScoped
public class RequestReader {

    private final Database database;
    private final StoredRequests requests;

    RequestReader(Database database, StoredRequests requests) {
        this.database = database;
        this.requests = requests;
    }

    /**
     * One request.
     *
     * @param id any UUID
     * @return the request of that id; empty if none is recorded
     */
    public Optional<RecordedRequest> find(UUID id) {
        return database.read(() -> requests.find(id));
    }

    /**
     * The newest requests that a filter lets through. Whoever goes from page to page by {@link RequestPage#next} sees each
     * request once, also while new ones come in.
     *
     * <p>The id and the time frame are looked up. Every other condition is held against one row after the other, so many at
     * a time that it takes about a tenth of a second: where few meet it, a page may be short or empty, and yet have a next one.
     *
     * @param filter which requests
     * @param below only ids smaller than this one, in the order of the database; empty for the first page
     * @param limit how many are wanted; with the last one, the page may have more bytes than that
     * @return that page
     */
    public RequestPage newest(RequestFilter filter, Optional<UUID> below, PageLimit limit) {
        return read(limit, () -> requests.newest(filter, below, limit));
    }

    /**
     * The requests that a filter lets through and that have ended, those that took the longest first. No index helps: everything that
     * started within the time frame is read.
     *
     * @param filter which requests
     * @param below only requests after this position; empty for the first page
     * @param limit how many are wanted; with the last one, the page may have more bytes than that
     * @return that page
     */
    public SlowestPage slowest(RequestFilter filter, Optional<SlowestPosition> below, PageLimit limit) {
        return read(limit, () -> requests.slowest(filter, below, limit));
    }

    /**
     * Some requests, as they are now.
     *
     * @param ids which, a few
     * @return those that are recorded, in the order of the ids
     */
    public List<RecordedRequest> find(List<UUID> ids) {
        return database.read(() -> requests.find(ids));
    }

    /** A page of the usual length is asked for in one way to the database and back. */
    private <T> T read(PageLimit limit, Supplier<T> question) {
        return limit.andOne().rows() <= RequestRepository.ROWS_AT_ONCE
                ? database.read(question)
                : database.readInSteps(question);
    }

    /**
     * The requests of a call, at most a thousand, or as many as a page has bytes. The calls of the SDK have a UUIDv7: they are looked for among the requests that
     * started from its time on, within an hour. Any other id is looked for among the newest requests. Either way at most
     * {@value RequestSearch#MOST_LOOKED_AT} are looked at.
     *
     * @param callId any UUID
     * @return what was found, and where it was looked for
     */
    public RecordedCall call(UUID callId) {
        return database.readInSteps(() -> requests.call(callId));
    }
}
