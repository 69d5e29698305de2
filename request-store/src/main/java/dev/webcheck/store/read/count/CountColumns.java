package dev.webcheck.store.read.count;

import dev.webcheck.correlation.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The columns that all tables of counts have. */
final class CountColumns {

    private static final List<Outcome> COUNTED = List.of(Outcome.values());

    /** The counts of the outcomes. */
    static final String OUTCOMES = COUNTED.stream().map(CountColumns::name).collect(Collectors.joining(", "));

    /** What {@link Sums} adds up. */
    static final String COUNTS = OUTCOMES + ", " + Durations.COLUMN;

    /** The sum of the outcomes. It is written as in the indexes. */
    static final String REQUESTS =
            COUNTED.stream().map(CountColumns::name).collect(Collectors.joining(" + ", "(", ")"));

    /** What is not settled yet, of hours and websites. Few rows, but for a while after an upgrade. */
    static final String UNSETTLED = """
            (SELECT hour, website, %1$s, durations FROM website_change
              UNION ALL SELECT hour, website, %1$s, durations FROM website_hour WHERE partition >= 0) AS unsettled""".formatted(OUTCOMES);

    private CountColumns() {}

    private static String name(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    /** What is being added up. Confined to one thread. */
    static final class Sums {
        private final long[] outcomes = new long[COUNTED.size()];
        private final Durations durations = new Durations();

        /** Adds a row whose columns are a name or a time, and then {@link #COUNTS}. */
        void add(ResultSet row) throws SQLException {
            add(row, 1);
        }

        /** Takes away a row of the same columns that is part of what was added, or will be. */
        void subtract(ResultSet row) throws SQLException {
            add(row, -1);
        }

        private void add(ResultSet row, int times) throws SQLException {
            int column = 2;
            for (int outcome = 0; outcome < outcomes.length; outcome++) {
                outcomes[outcome] += times * row.getLong(column++);
            }
            durations.add(row.getBytes(column), times);
        }

        void add(Sums more) {
            for (int outcome = 0; outcome < outcomes.length; outcome++) {
                outcomes[outcome] += more.outcomes[outcome];
            }
            durations.add(more.durations);
        }

        RequestCounts counts() {
            Map<Outcome, Long> some = new EnumMap<>(Outcome.class);
            for (int outcome = 0; outcome < outcomes.length; outcome++) {
                if (outcomes[outcome] != 0) {
                    some.put(COUNTED.get(outcome), outcomes[outcome]);
                }
            }
            return new RequestCounts(some, durations.latency());
        }
    }
}
