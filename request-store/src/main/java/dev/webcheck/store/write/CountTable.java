package dev.webcheck.store.write;

import dev.webcheck.correlation.Outcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table of counts. All rows of one call are one statement. This class is immutable. */
final class CountTable {

    static final CountTable WEBSITE_CHANGE = new CountTable("website_change", true, "hour timestamptz", "website text");
    static final CountTable MINUTE_CHANGE = new CountTable("minute_change", true, "minute timestamptz");
    static final CountTable WEBSITE_HOUR =
            new CountTable("website_hour", true, "hour timestamptz", "website text", "partition int4");
    static final CountTable WEBSITE_DAY = new CountTable("website_day", true, "day timestamptz", "website text");
    static final CountTable WEBSITE_TOTAL = new CountTable("website_total", false, "website text");
    static final CountTable REQUEST_COUNT = new CountTable("request_count", true, "step text", "start timestamptz");

    private static final List<String> OUTCOMES =
            CountRow.COUNTED.stream().map(CountTable::column).toList();
    private static final String SUM_OF_DURATIONS = """
            durations = ARRAY(SELECT coalesce(a, 0) + coalesce(b, 0)
                                FROM (SELECT unnest(was.durations) AS a, unnest(excluded.durations) AS b) AS t)""";

    /** A column with its type. */
    private record Column(String name, String type) {

        static Column of(String text) {
            String[] parts = text.split(" ", 2);
            return new Column(parts[0], parts[1]);
        }
    }

    private final String table;
    private final boolean withDurations;
    private final List<Column> key;

    private CountTable(String table, boolean withDurations, String... key) {
        this.table = table;
        this.withDurations = withDurations;
        this.key = Stream.of(key).map(Column::of).toList();
    }

    static String column(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    /** Appends rows. */
    void append(Connection connection, Collection<CountRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (BinaryCopy copy = BinaryCopy.into(table + " (" + columns() + ")", connection)) {
            for (CountRow row : rows) {
                copy.row(key.size() + OUTCOMES.size() + (withDurations ? 1 : 0));
                row.key().forEach(value -> layOut(value, copy));
                for (int i = 0; i < OUTCOMES.size(); i++) {
                    copy.bigint(row.outcome(i));
                }
                if (withDurations) {
                    copy.bigints(row.durations());
                }
            }
            copy.end();
        }
    }

    private static void layOut(Object value, BinaryCopy copy) {
        if (value instanceof OffsetDateTime time) {
            copy.timestamp(time.toInstant());
        } else {
            copy.text((String) value);
        }
    }

    /** Adds to the rows that are there, and makes those that are not. */
    void add(Connection connection, Collection<CountRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        String sums = OUTCOMES.stream()
                .map(column -> "%1$s = was.%1$s + excluded.%1$s".formatted(column))
                .collect(Collectors.joining(", "));
        String sql =
                "INSERT INTO %s AS was (%s) SELECT %s FROM unnest(%s) AS change (%s) ON CONFLICT (%s) DO UPDATE SET %s"
                        .formatted(
                                table,
                                columns(),
                                keysAndOutcomes() + (withDurations ? ", durations::bigint[]" : ""),
                                "?" + ", ?".repeat(key.size() + OUTCOMES.size() - (withDurations ? 0 : 1)),
                                columns(),
                                keys(),
                                sums + (withDurations ? ", " + SUM_OF_DURATIONS : ""));
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            int next = 1;
            for (int i = 0; i < key.size(); i++) {
                int column = i;
                insert.setArray(next++, Columns.array(connection, key.get(i).type(), rows, row -> row.key()
                        .get(column)));
            }
            for (int i = 0; i < OUTCOMES.size(); i++) {
                int outcome = i;
                insert.setArray(next++, Columns.array(connection, "int8", rows, row -> row.outcome(outcome)));
            }
            if (withDurations) {
                insert.setArray(next, Columns.array(connection, "text", rows, CountRow::durationsAsText));
            }
            insert.executeUpdate();
        }
    }

    private String columns() {
        return keysAndOutcomes() + (withDurations ? ", durations" : "");
    }

    private String keysAndOutcomes() {
        return keys() + ", " + String.join(", ", OUTCOMES);
    }

    private String keys() {
        return key.stream().map(Column::name).collect(Collectors.joining(", "));
    }
}
