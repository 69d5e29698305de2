package dev.webcheck.store.read.request;

import dev.webcheck.event.RequestIds;
import dev.webcheck.store.read.sql.Part;
import dev.webcheck.store.read.sql.Row;
import dev.webcheck.store.read.sql.Select;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** The versions of rows of the table of requests, by the transactions that wrote them. */
final class ChangedRows {

    static final int MOST_LOOKED_AT = 50_000;
    static final int MOST_CHANGES = 10_000;
    static final int MOST_BYTES = 8 << 20;

    private static final int MOST_AHEAD = 2_000;
    private static final Duration BACK = Duration.ofMinutes(10);
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private static final String LONG_IN_FLIGHT =
            "SELECT unnest(open_requests) FROM instance WHERE state = 'ALIVE' LIMIT ";

    private static final String NOW = "SELECT pg_current_snapshot()::text";

    /**
     * A row carries the lower 32 bits of the number of the transaction that wrote it. How far they lie before the end of the later
     * snapshot gives the whole number, and that tells whether the earlier snapshot saw it. This check takes half
     * as long as reading the row. The age is cheaper, and excludes the rows of transactions before the first that was open at the earlier snapshot.
     * Ages are comparable, because PostgreSQL counts them from the same transaction until the present one ends.
     *
     * <p>Those that started long ago are looked up one after the other, so that each costs a look into one partition only.
     */
    private static final String BETWEEN = """
            WITH latest AS (
                SELECT r.*, r.xmin AS version FROM request r
                WHERE r.id >= ? AND r.id < ? ORDER BY r.id DESC LIMIT %1$d),
            ahead AS (
                SELECT r.*, r.xmin AS version FROM request r
                WHERE r.id >= ? ORDER BY r.id DESC LIMIT %2$d),
            watched AS (
                SELECT r.* FROM unnest(?) AS w (id)
                CROSS JOIN LATERAL (SELECT r.*, r.xmin AS version FROM request r WHERE r.id = w.id LIMIT 1) r
                WHERE w.id < ?)
            SELECT %4$s
            FROM (SELECT * FROM latest UNION ALL SELECT * FROM ahead UNION ALL SELECT * FROM watched) r
            WHERE age(r.version) <= age(?::text::xid)
              AND NOT pg_visible_in_snapshot(
                (? - ((? - r.version::text::bigint) & 4294967295))::text::xid8, ?::pg_snapshot)
            ORDER BY r.id DESC
            LIMIT %3$d
            """.formatted(MOST_LOOKED_AT, MOST_AHEAD, MOST_CHANGES, RequestRow.COLUMNS);

    /** Ages have 31 bits. */
    private static final long GREATEST_AGE = 1L << 30;

    private static final long XID_BITS = 0xffff_ffffL;

    private final Connection connection;

    ChangedRows(Connection connection) {
        this.connection = connection;
    }

    RequestSnapshot now() throws SQLException {
        return Select.of(NOW)
                .first(connection, row -> new RequestSnapshot(row.text()))
                .orElseThrow();
    }

    List<UUID> longInFlight(int limit) throws SQLException {
        return Select.of(LONG_IN_FLIGHT + limit).list(connection, Row::id);
    }

    /** What is new or has changed since each of several snapshots. Needs a transaction of one moment. */
    List<RequestChanges> since(List<RequestSnapshot> since, Collection<UUID> watched) throws SQLException {
        RequestSnapshot until = now();
        List<RequestChanges> changes = new ArrayList<>();
        for (RequestSnapshot earlier : since) {
            if (earlier.equals(until)) {
                changes.add(new RequestChanges(List.of(), true, until));
                continue;
            }
            Part<RecordedRequest> latest = between(earlier, until, watched);
            List<RecordedRequest> rising = new ArrayList<>(latest.rows());
            Collections.reverse(rising);
            changes.add(new RequestChanges(rising, latest.all() && rising.size() < MOST_CHANGES, until));
        }
        return changes;
    }

    /** What the later snapshot sees and the earlier one does not, the newest first. */
    private Part<RecordedRequest> between(RequestSnapshot since, RequestSnapshot until, Collection<UUID> watched)
            throws SQLException {
        Instant now = Instant.now();
        UUID floor = RequestIds.lowest(now.minus(BACK));
        UUID ceiling = RequestIds.lowest(now.plus(AHEAD));
        long oldest = Math.max(since.firstOpen(), until.end() - GREATEST_AGE);
        return Select.of(
                        BETWEEN,
                        floor,
                        ceiling,
                        ceiling,
                        watched.toArray(UUID[]::new),
                        floor,
                        String.valueOf(oldest & XID_BITS),
                        until.end(),
                        until.end(),
                        since.text())
                .part(connection, RequestRow::read, RecordedRequest::size, MOST_BYTES);
    }
}
