package dev.webcheck.store.read.count;

import dev.webcheck.correlation.Outcome;
import dev.webcheck.store.read.TooMuchToReadException;
import dev.webcheck.store.read.count.CountColumns.Sums;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Ranks the websites of a frame without adding all of them up (the "threshold algorithm" of Fagin, Lotem and Naor). Each day and
 * hour has an index that lists its websites from the highest on, and so have the counts that are not settled. What the heads of these
 * lists do not name has, all lists together, no more than the sum of their last values. So when the wanted ones have more than any
 * other can have, they are the highest of all; else the heads have to be longer.
 *
 * <p>It needs a transaction of one snapshot.
 */
final class WebsiteRanking {

    private static final int DEEPER = 4;

    /** Each has a histogram of a kilobyte. */
    private static final int MOST_BY_LATENCY = 10_000;

    /** So many of those that may be the highest are added up at a time, so that there are never more histograms than these. */
    private static final int ADDED_UP_AT_ONCE = 2_000;

    /** The heads of all lists may name so many. Each is a name and two numbers. */
    private static final int MOST_IN_HEADS = 50_000;

    /** How many rows the driver holds, each with a histogram. */
    private static final int ROWS_OF_A_STEP = 1_000;

    /** What websites are ranked by: an expression that has an index, and the rows in it. */
    private record Measure(String expression, String indexed, ToLongFunction<RequestCounts> of) {

        static Measure of(WebsiteOrder order) {
            return switch (order) {
                case FAILURES -> new Measure("failed", "failed > 0", counts -> counts.of(Outcome.FAILED));
                case CRASHES -> new Measure("crashed", "crashed > 0", counts -> counts.of(Outcome.CRASHED));
                case REQUESTS -> new Measure(CountColumns.REQUESTS, "true", RequestCounts::requests);
                case LATENCY -> throw new IllegalArgumentException("latencies do not add up");
            };
        }
    }

    /** The most that others have in a list: its head's last value, or nothing where its head is all of it. */
    private static final String REST =
            "CASE WHEN count(*) OVER () < %3$d THEN 0 ELSE greatest(0, min(n) OVER ()) END AS rest";

    /** The head of each list: the lists of hours have positive numbers, those of days negative ones. */
    private static final String HIGHEST = """
            SELECT list, website, n, rest FROM unnest(?::timestamptz[]) WITH ORDINALITY AS each (at, list), LATERAL (
                   SELECT website, n, REST FROM (
                          SELECT website, %1$s AS n FROM website_hour
                           WHERE partition = -1 AND hour = at AND %2$s ORDER BY %1$s DESC LIMIT %3$d) AS head) AS highest
            UNION ALL
            SELECT -list, website, n, rest FROM unnest(?::timestamptz[]) WITH ORDINALITY AS each (at, list), LATERAL (
                   SELECT website, n, REST FROM (
                          SELECT website, %1$s AS n FROM website_day
                           WHERE day = at AND %2$s ORDER BY %1$s DESC LIMIT %3$d) AS head) AS highest
            UNION ALL
            SELECT 0, website, n, REST FROM (
                   SELECT website, sum(%1$s)::bigint AS n FROM %4$s
                    WHERE hour >= ? AND hour < ? GROUP BY website ORDER BY 2 DESC LIMIT %3$d) AS head
            """.replace("REST", REST);

    /** What the frame has, and what is to be taken from it again. */
    private static final String ROWS = """
            SELECT website, %1$s, false AS less FROM website_hour
             WHERE partition = -1 AND hour = ANY (?::timestamptz[]) AND %3$s
            UNION ALL
            SELECT website, %1$s, true AS less FROM website_hour
             WHERE partition = -1 AND hour = ANY (?::timestamptz[]) AND %3$s
            UNION ALL
            SELECT website, %1$s, false AS less FROM website_day WHERE day = ANY (?::timestamptz[]) AND %3$s
            UNION ALL
            SELECT website, %1$s, false AS less FROM %2$s WHERE hour >= ? AND hour < ? AND %3$s
            """;

    private static final String ROWS_OF =
            ROWS.formatted(CountColumns.COUNTS, CountColumns.UNSETTLED, "website = ANY (?::text[])");

    private static final String ALL_ROWS = ROWS.formatted(CountColumns.COUNTS, CountColumns.UNSETTLED, "true");

    private final Connection connection;
    private final Frame frame;
    private final FrameRows rows;

    WebsiteRanking(Connection connection, Frame frame) {
        this.connection = connection;
        this.frame = frame;
        this.rows = FrameRows.of(frame);
    }

    List<WebsiteRank> rank(WebsiteOrder order, int limit) throws SQLException {
        return order == WebsiteOrder.LATENCY ? slowest(limit) : highest(Measure.of(order), limit);
    }

    private List<WebsiteRank> highest(Measure measure, int limit) throws SQLException {
        int depth = limit + limit / 4 + 10;
        while (true) {
            ListHeads heads = heads(measure, depth);
            Set<String> likely = heads.likely(limit);
            List<WebsiteRank> highest = highest(List.copyOf(likely), measure, limit);
            long lowest = highest.size() < limit
                    ? 0
                    : measure.of().applyAsLong(highest.get(limit - 1).counts());
            long others = heads.atMostWithout(likely);
            if (others < lowest || others == 0) {
                return highest;
            }
            depth *= DEEPER;
        }
    }

    private List<WebsiteRank> highest(List<String> likely, Measure measure, int limit) throws SQLException {
        List<WebsiteRank> highest = List.of();
        for (int at = 0; at < likely.size(); at += ADDED_UP_AT_ONCE) {
            List<String> some = likely.subList(at, Math.min(at + ADDED_UP_AT_ONCE, likely.size()));
            highest = Stream.concat(highest.stream(), counts(some).stream())
                    .filter(rank -> measure.of().applyAsLong(rank.counts()) > 0)
                    .sorted(byMeasure(measure.of()))
                    .limit(limit)
                    .toList();
        }
        return highest;
    }

    private ListHeads heads(Measure measure, int depth) throws SQLException {
        String sql = HIGHEST.formatted(measure.expression(), measure.indexed(), depth, CountColumns.UNSETTLED);
        try (PreparedStatement select = prepared(sql)) {
            select.setArray(1, times(frame.hours()));
            select.setArray(2, times(frame.days()));
            select.setObject(3, time(frame.from()));
            select.setObject(4, time(frame.to()));
            ListHeads heads = new ListHeads();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    heads.add(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4));
                    if (heads.size() > MOST_IN_HEADS) {
                        throw new TooMuchToReadException(MOST_IN_HEADS, "websites");
                    }
                }
            }
            return heads;
        }
    }

    private List<WebsiteRank> counts(List<String> websites) throws SQLException {
        try (PreparedStatement select = prepared(ROWS_OF)) {
            Array names = connection.createArrayOf("text", websites.toArray());
            select.setArray(1, times(rows.hours()));
            select.setArray(2, names);
            select.setArray(3, times(rows.lessHours()));
            select.setArray(4, names);
            select.setArray(5, times(rows.days()));
            select.setArray(6, names);
            select.setObject(7, time(frame.from()));
            select.setObject(8, time(frame.to()));
            select.setArray(9, names);
            return sums(select, Integer.MAX_VALUE);
        }
    }

    /** Percentiles do not add up, so here all websites are. */
    private List<WebsiteRank> slowest(int limit) throws SQLException {
        try (PreparedStatement select = prepared(ALL_ROWS)) {
            select.setArray(1, times(rows.hours()));
            select.setArray(2, times(rows.lessHours()));
            select.setArray(3, times(rows.days()));
            select.setObject(4, time(frame.from()));
            select.setObject(5, time(frame.to()));
            return sums(select, MOST_BY_LATENCY).stream()
                    .filter(rank -> rank.counts().latency().isPresent())
                    .sorted(byMeasure(
                            counts -> counts.latency().map(Latency::p95Nanos).orElse(0L)))
                    .limit(limit)
                    .toList();
        }
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement select = connection.prepareStatement(sql);
        select.setFetchSize(ROWS_OF_A_STEP);
        return select;
    }

    private static List<WebsiteRank> sums(PreparedStatement select, int most) throws SQLException {
        Map<String, Sums> sums = new HashMap<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Sums of = sums.computeIfAbsent(row.getString(1), none -> new Sums());
                if (sums.size() > most) {
                    throw new TooMuchToReadException(most, "websites");
                }
                if (row.getBoolean("less")) {
                    of.subtract(row);
                } else {
                    of.add(row);
                }
            }
        }
        return sums.entrySet().stream()
                .map(entry -> new WebsiteRank(entry.getKey(), entry.getValue().counts()))
                .toList();
    }

    /** The highest first, the first by name among equals. */
    private static Comparator<WebsiteRank> byMeasure(ToLongFunction<RequestCounts> measure) {
        return Comparator.comparingLong((WebsiteRank rank) -> measure.applyAsLong(rank.counts()))
                .reversed()
                .thenComparing(WebsiteRank::website);
    }

    private Array times(List<Instant> instants) throws SQLException {
        return connection.createArrayOf(
                "timestamptz", instants.stream().map(WebsiteRanking::time).toArray());
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
