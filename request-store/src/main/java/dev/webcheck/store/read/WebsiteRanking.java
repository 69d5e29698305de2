package dev.webcheck.store.read;

import dev.webcheck.store.Outcome;
import dev.webcheck.store.read.CountColumns.Sums;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Ranks the websites of a frame without adding all of them up (the "threshold algorithm" of Fagin, Lotem and Naor). Each day and hour has an index that lists
 * its websites from the highest on. A website that is in the first k of no list has, all lists together, no more than the sum of their k-th
 * values. So when the wanted ones among the others have more than that, they are the highest of all.
 *
 * <p>It needs a transaction of one snapshot.
 */
final class WebsiteRanking {

    private static final int DEEPER = 4;

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

    private static final String HIGHEST = """
            SELECT 'hour ' || at AS list, website, n FROM unnest(?::timestamptz[]) AS at, LATERAL (
                   SELECT website, %1$s AS n FROM website_hour
                    WHERE partition = -1 AND hour = at AND %2$s ORDER BY %1$s DESC LIMIT %3$d) AS highest
            UNION ALL
            SELECT 'day ' || at, website, n FROM unnest(?::timestamptz[]) AS at, LATERAL (
                   SELECT website, %1$s AS n FROM website_day
                    WHERE day = at AND %2$s ORDER BY %1$s DESC LIMIT %3$d) AS highest
            UNION ALL
            (SELECT 'unsettled', website, sum(%1$s)::bigint FROM %4$s
              WHERE hour >= ? AND hour < ? GROUP BY website ORDER BY 3 DESC LIMIT %3$d)
            """;

    private static final String ROWS_OF = """
            SELECT website, %1$s FROM unnest(?::text[]) AS of, unnest(?::timestamptz[]) AS at, LATERAL (
                   SELECT * FROM website_hour WHERE partition = -1 AND hour = at AND website = of) AS settled
            UNION ALL
            SELECT website, %1$s FROM unnest(?::text[]) AS of, unnest(?::timestamptz[]) AS at, LATERAL (
                   SELECT * FROM website_day WHERE day = at AND website = of) AS settled
            UNION ALL
            SELECT website, %1$s FROM %2$s WHERE hour >= ? AND hour < ? AND website = ANY (?::text[])
            """;

    private static final String ALL_ROWS = """
            SELECT website, %1$s, durations FROM website_hour WHERE partition = -1 AND hour = ANY (?::timestamptz[])
            UNION ALL
            SELECT website, %1$s, durations FROM website_day WHERE day = ANY (?::timestamptz[])
            UNION ALL
            SELECT website, %1$s, durations FROM %2$s WHERE hour >= ? AND hour < ?
            """;

    private final Connection connection;
    private final Frame frame;

    WebsiteRanking(Connection connection, Frame frame) {
        this.connection = connection;
        this.frame = frame;
    }

    List<WebsiteRank> rank(WebsiteOrder order, int limit) throws SQLException {
        return order == WebsiteOrder.LATENCY ? slowest(limit) : highest(Measure.of(order), limit);
    }

    private List<WebsiteRank> highest(Measure measure, int limit) throws SQLException {
        int depth = limit + limit / 4 + 10;
        while (true) {
            Heads heads = heads(measure, depth);
            Map<String, RequestCounts> found = counts(heads.websites());
            List<String> highest = found.entrySet().stream()
                    .filter(entry -> measure.of().applyAsLong(entry.getValue()) > 0)
                    .sorted(Comparator.comparing((Map.Entry<String, RequestCounts> entry) ->
                                    measure.of().applyAsLong(entry.getValue()))
                            .reversed()
                            .thenComparing(Map.Entry::getKey))
                    .limit(limit)
                    .map(Map.Entry::getKey)
                    .toList();
            long lowest = highest.size() < limit
                    ? 0
                    : measure.of().applyAsLong(found.getOrDefault(highest.get(limit - 1), RequestCounts.NONE));
            if (heads.othersHaveLessThan(lowest)) {
                return withLatency(highest);
            }
            depth *= DEEPER;
        }
    }

    /** The first of all lists, and the most that any other website can have. */
    private record Heads(Set<String> websites, long atMost) {

        boolean othersHaveLessThan(long lowest) {
            return atMost == 0 || atMost < lowest;
        }
    }

    private Heads heads(Measure measure, int depth) throws SQLException {
        String sql = HIGHEST.formatted(measure.expression(), measure.indexed(), depth, CountColumns.UNSETTLED);
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, times(frame.hours()));
            select.setArray(2, times(frame.days()));
            select.setObject(3, time(frame.from()));
            select.setObject(4, time(frame.to()));
            Set<String> websites = new HashSet<>();
            Map<String, Integer> lengths = new HashMap<>();
            long atMost = 0;
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    websites.add(row.getString("website"));
                    if (lengths.merge(row.getString("list"), 1, Integer::sum) == depth) {
                        atMost += Math.max(0, row.getLong("n"));
                    }
                }
            }
            return new Heads(websites, atMost);
        }
    }

    private Map<String, RequestCounts> counts(Collection<String> websites) throws SQLException {
        Map<String, Sums> sums = new HashMap<>();
        eachRow(websites, CountColumns.OUTCOMES, row -> sums.computeIfAbsent(
                        row.getString("website"), none -> new Sums())
                .addOutcomes(row));
        Map<String, RequestCounts> counts = new HashMap<>();
        sums.forEach((website, of) -> counts.put(website, of.counts()));
        return counts;
    }

    private List<WebsiteRank> withLatency(List<String> websites) throws SQLException {
        Map<String, Sums> sums = new HashMap<>();
        eachRow(websites, CountColumns.OUTCOMES + ", durations", row -> add(row, sums));
        return websites.stream()
                .flatMap(website ->
                        Optional.ofNullable(sums.get(website))
                                .map(of -> new WebsiteRank(website, of.counts()))
                                .stream())
                .toList();
    }

    private interface RowConsumer {
        void accept(ResultSet row) throws SQLException;
    }

    private void eachRow(Collection<String> websites, String columns, RowConsumer consumer) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(ROWS_OF.formatted(columns, CountColumns.UNSETTLED))) {
            select.setArray(1, connection.createArrayOf("text", websites.toArray()));
            select.setArray(2, times(frame.hours()));
            select.setArray(3, connection.createArrayOf("text", websites.toArray()));
            select.setArray(4, times(frame.days()));
            select.setObject(5, time(frame.from()));
            select.setObject(6, time(frame.to()));
            select.setArray(7, connection.createArrayOf("text", websites.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    consumer.accept(row);
                }
            }
        }
    }

    /** Percentiles do not add up, so here all websites are. */
    private List<WebsiteRank> slowest(int limit) throws SQLException {
        Map<String, Sums> sums = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement(ALL_ROWS.formatted(CountColumns.OUTCOMES, CountColumns.UNSETTLED))) {
            select.setFetchSize(1_000);
            select.setArray(1, times(frame.hours()));
            select.setArray(2, times(frame.days()));
            select.setObject(3, time(frame.from()));
            select.setObject(4, time(frame.to()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    add(row, sums);
                }
            }
        }
        return sums.entrySet().stream()
                .map(entry -> new WebsiteRank(entry.getKey(), entry.getValue().counts()))
                .filter(rank -> rank.counts().latency().isPresent())
                .sorted(Comparator.comparing((WebsiteRank rank) ->
                                rank.counts().latency().map(Latency::p95Nanos).orElse(0L))
                        .reversed()
                        .thenComparing(WebsiteRank::website))
                .limit(limit)
                .toList();
    }

    private static void add(ResultSet row, Map<String, Sums> sums) throws SQLException {
        Sums of = sums.computeIfAbsent(row.getString("website"), none -> new Sums());
        of.addOutcomes(row);
        of.addDurations(row);
    }

    private Array times(List<Instant> instants) throws SQLException {
        return connection.createArrayOf(
                "timestamptz", instants.stream().map(WebsiteRanking::time).toArray());
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
