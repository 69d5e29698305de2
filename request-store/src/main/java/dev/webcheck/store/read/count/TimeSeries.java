package dev.webcheck.store.read.count;

import dev.webcheck.store.read.count.CountColumns.Sums;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the counts of steps. Each question is one statement, so its answer is of one moment. */
final class TimeSeries {

    private static final String OF_ALL = """
            SELECT start AS at, %2$s FROM request_count
             WHERE step = '%1$s' AND start >= ? AND start < ?
            UNION ALL
            SELECT date_trunc('%1$s', minute, 'UTC'), %2$s FROM minute_change
             WHERE minute >= ? AND minute < ?
            """;

    /** Of a worker of the version before, which knows no minutes. */
    private static final String UNSETTLED_HOURS_OF_ALL = """
            UNION ALL
            SELECT date_trunc('%1$s', hour, 'UTC'), %2$s FROM website_hour
             WHERE partition >= 0 AND hour >= ? AND hour < ?
            """;

    private static final String OF_WEBSITE = """
            SELECT at, %2$s
              FROM generate_series(?::timestamptz, ?::timestamptz - interval '1 second', interval '1 %1$s', 'UTC') AS at,
                   LATERAL (SELECT * FROM website_%1$s WHERE %1$s = at AND website = ?) AS settled
            """;

    private static final String UNSETTLED_OF_WEBSITE = """
            UNION ALL
            SELECT date_trunc('%1$s', hour, 'UTC'), %2$s FROM %3$s
             WHERE hour >= ? AND hour < ? AND website = ?
            """;

    private final Connection connection;

    TimeSeries(Connection connection) {
        this.connection = connection;
    }

    CountSeries read(Instant first, Instant end, TimeStep step, Optional<String> website) throws SQLException {
        Map<Instant, Sums> points =
                website.isPresent() ? ofWebsite(first, end, step, website.get()) : ofAll(first, end, step);
        Sums total = new Sums();
        points.values().forEach(total::add);
        return new CountSeries(
                Frame.starts(first, end, step)
                        .map(at -> new TimePoint(
                                at,
                                Optional.ofNullable(points.get(at))
                                        .map(Sums::counts)
                                        .orElse(RequestCounts.NONE)))
                        .toList(),
                total.counts());
    }

    private Map<Instant, Sums> ofAll(Instant first, Instant end, TimeStep step) throws SQLException {
        String select = step == TimeStep.MINUTE ? OF_ALL : OF_ALL + UNSETTLED_HOURS_OF_ALL;
        List<Object> frames = new ArrayList<>();
        for (int part = 0; part < (step == TimeStep.MINUTE ? 2 : 3); part++) {
            frames.addAll(List.of(time(first), time(end)));
        }
        return sums(select.formatted(step.word(), CountColumns.COUNTS), frames);
    }

    private Map<Instant, Sums> ofWebsite(Instant first, Instant end, TimeStep step, String website)
            throws SQLException {
        // The hours that stand under a partition are among the hours that are read already.
        String unsettled = step == TimeStep.HOUR ? "website_change" : CountColumns.UNSETTLED;
        return sums(
                (OF_WEBSITE + UNSETTLED_OF_WEBSITE).formatted(step.word(), CountColumns.COUNTS, unsettled),
                List.of(time(first), time(end), website, time(first), time(end), website));
    }

    private Map<Instant, Sums> sums(String sql, List<Object> parameters) throws SQLException {
        Map<Instant, Sums> points = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                select.setObject(i + 1, parameters.get(i));
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Sums sums = points.computeIfAbsent(
                            row.getObject(1, OffsetDateTime.class).toInstant(), none -> new Sums());
                    sums.add(row);
                }
            }
        }
        return points;
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
