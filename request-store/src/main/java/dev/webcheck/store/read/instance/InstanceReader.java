package dev.webcheck.store.read.instance;

import dev.webcheck.store.read.PageLimit;
import dev.webcheck.store.read.StoreTimeoutException;
import dev.webcheck.store.read.StoreUnavailableException;
import dev.webcheck.store.read.sql.Database;
import dev.webcheck.store.read.sql.Select;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads instances. Each method asks the database once and blocks the calling thread until the answer is there;
 * nothing is cached.
 *
 * <p>Every method may throw {@link StoreUnavailableException} when the database is away or has no schema, and
 * {@link StoreTimeoutException} when it cancels a statement that takes longer than the connection allows.
 *
 * <p>This class is threadsafe.
 */
@ApplicationScoped
public class InstanceReader {

    private static final String SERVICES = """
            SELECT service,
                   count(*) FILTER (WHERE state = 'ALIVE'),
                   count(*) FILTER (WHERE state = 'PRESUMED_DEAD'),
                   count(*) FILTER (WHERE state = 'STOPPED'),
                   max(last_heard_at)
            FROM instance
            GROUP BY service
            ORDER BY 5 DESC, service COLLATE "C"
            LIMIT 1000
            """;

    private final Database database;
    private final InstanceRepository instances;

    InstanceReader(Database database, InstanceRepository instances) {
        this.database = database;
        this.instances = instances;
    }

    /**
     * The instances that a filter lets through: those that live, the newest first, then the others, those first that died or stopped
     * last. Whoever goes from page to page by {@link InstancePage#next} sees each instance once, also while new ones come in; one
     * that dies meanwhile stands in both parts, so it may be seen in both, and one that comes back to life in neither. Service
     * and state are compared row by row.
     *
     * @param filter which instances
     * @param below only instances that stand below this position; empty for the first page
     * @param limit how many are wanted; with the last one, the page may have more bytes than that
     * @return that page
     */
    public InstancePage list(InstanceFilter filter, Optional<InstancePosition> below, PageLimit limit) {
        return database.read(() -> instances.page(filter, below, limit));
    }

    /**
     * One instance.
     *
     * @param id any UUID
     * @return empty if nothing of that instance has ever arrived
     */
    public Optional<RecordedInstance> find(UUID id) {
        return database.read(() -> instances.recorded(id));
    }

    /**
     * The services that anything was heard of, the latest heard first, a thousand at the most.
     *
     * @return each with its instances counted by state
     */
    public List<RecordedService> services() {
        return database.ask(connection -> Select.of(SERVICES)
                .list(
                        connection,
                        row -> new RecordedService(
                                row.optionalText(), row.number(), row.number(), row.number(), row.moment())));
    }
}
