package dev.webcheck.store.read.request;

import dev.webcheck.event.RequestIds;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;

/** The versions of rows of the table of requests, by the transactions that wrote them. */
@ApplicationScoped
class ChangedRows {

    static final int MOST_LOOKED_AT = 50_000;
    static final int MOST_CHANGES = 10_000;

    private static final int MOST_AHEAD = 2_000;
    private static final Duration BACK = Duration.ofMinutes(10);
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private static final String NOW = "SELECT CAST(pg_current_snapshot() AS text)";

    /**
     * A row carries the lower 32 bits of the number of the transaction that wrote it. How far they lie before the end of the later
     * snapshot gives the whole number, and that tells whether the earlier snapshot saw it. The age is cheaper to get and
     * leaves few rows for that; it has a margin, because it is counted from a moment after the snapshot.
     *
     * <p>Those that started long ago are looked up one after the other, so that each costs a look into one partition only.
     */
    private static final String BETWEEN = """
            WITH latest AS (
                SELECT r.*, r.xmin AS version FROM request r
                WHERE r.id >= :floor AND r.id < :ceiling ORDER BY r.id DESC LIMIT %1$d),
            ahead AS (
                SELECT r.*, r.xmin AS version FROM request r
                WHERE r.id >= :ceiling ORDER BY r.id DESC LIMIT %2$d),
            watched AS (
                SELECT r.* FROM unnest(:watched) AS w (id)
                CROSS JOIN LATERAL (SELECT r.*, r.xmin AS version FROM request r WHERE r.id = w.id LIMIT 1) r
                WHERE w.id < :floor)
            SELECT {r.*}, (SELECT service FROM instance WHERE id = r.instance_id) AS service
            FROM (SELECT * FROM latest UNION ALL SELECT * FROM ahead UNION ALL SELECT * FROM watched) r
            WHERE age(r.version) <= :age
              AND NOT pg_visible_in_snapshot(
                CAST(CAST(:end - ((:end - CAST(CAST(r.version AS text) AS bigint)) & 4294967295) AS text) AS xid8),
                CAST(:since AS pg_snapshot))
            ORDER BY r.id DESC
            LIMIT %3$d
            """.formatted(MOST_LOOKED_AT, MOST_AHEAD, MOST_CHANGES);

    private static final long AGE_MARGIN = 1_000_000;

    private final Session session;

    ChangedRows(Session session) {
        this.session = session;
    }

    RequestSnapshot now() {
        return new RequestSnapshot(session.createNativeQuery(NOW, String.class).getSingleResult());
    }

    /** What the later snapshot, which must be that of this transaction, sees and the earlier one does not, by ids. */
    List<RecordedRequest> between(RequestSnapshot since, RequestSnapshot until, Collection<UUID> watched) {
        Instant now = Instant.now();
        List<RecordedRequest> rising = new ArrayList<>();
        for (Object[] row : session.createNativeQuery(BETWEEN, Object[].class)
                .addEntity("r", RequestRow.class)
                .addScalar("service", String.class)
                .setParameter("floor", RequestIds.lowest(now.minus(BACK)))
                .setParameter("ceiling", RequestIds.lowest(now.plus(AHEAD)))
                .setParameter("watched", watched.toArray(UUID[]::new))
                .setParameter("age", Math.max(0, until.end() - since.firstOpen()) + AGE_MARGIN)
                .setParameter("end", until.end())
                .setParameter("since", since.text())
                .setReadOnly(true)
                .getResultList()) {
            rising.add(RequestRow.recorded(row));
        }
        Collections.reverse(rising);
        return rising;
    }
}
