package dev.webcheck.store.read.incident;

import dev.webcheck.store.read.PageLimit;
import dev.webcheck.store.read.StoreTimeoutException;
import dev.webcheck.store.read.StoreUnavailableException;
import dev.webcheck.store.read.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads the deaths of instances. What a method answers is of one moment. It blocks the calling thread until the
 * answer is there; nothing is cached.
 *
 * <p>Every method may throw {@link StoreUnavailableException} when the database is away or has no schema, and
 * {@link StoreTimeoutException} when it cancels a statement that takes longer than the connection allows.
 *
 * <p>This class is threadsafe.
 */
@ApplicationScoped
public class IncidentReader {

    private final Database database;
    private final StoredIncidents incidents;

    IncidentReader(Database database, StoredIncidents incidents) {
        this.database = database;
        this.incidents = incidents;
    }

    /**
     * The newest incidents that a filter lets through. Whoever goes from page to page by {@link IncidentPage#next} sees each
     * incident once, also while new ones come in. The time frame and the service are looked up; detectors are compared row
     * by row.
     *
     * @param filter which incidents
     * @param below only incidents that stand below this position; empty for the first page
     * @param limit how many are wanted; with the last one, the page may have more bytes than that
     * @return that page
     */
    public IncidentPage newest(IncidentFilter filter, Optional<IncidentPosition> below, PageLimit limit) {
        return database.read(() -> incidents.newest(filter, below, limit));
    }

    /**
     * The incident of one instance, with a page of the requests that were in flight. If its death is not believed any more, that is
     * told with it; nothing counts as crashed with it then.
     *
     * @param instanceId any UUID
     * @param below only requests with ids smaller than this one, in the order of the database; empty for the first page
     * @param limit how many requests are wanted; with the last one, there may be more bytes than that
     * @return empty if no death of that instance is believed or ever was
     */
    public Optional<IncidentDetails> find(UUID instanceId, Optional<UUID> below, PageLimit limit) {
        return database.readOfOneMoment(() -> incidents.find(instanceId, below, limit));
    }

    /**
     * The requests that stand out across the latest deaths of a service: those that were in flight at more of them than chance
     * explains. It looks at 30 deaths at the most, and at 5,000 requests of all services before each.
     *
     * @param service the service
     * @param from only deaths found at or after this moment
     * @param to only deaths found before this moment
     * @return the 50 least likely by chance, at the most
     */
    public Suspects suspects(String service, Optional<Instant> from, Optional<Instant> to) {
        return database.readOfOneMoment(() -> incidents.suspects(service, from, to));
    }
}
