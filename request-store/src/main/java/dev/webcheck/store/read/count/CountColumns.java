package dev.webcheck.store.read.count;

import dev.webcheck.store.Outcome;
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
        private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        private final Durations durations = new Durations();

        void add(ResultSet row) throws SQLException {
            for (Outcome outcome : COUNTED) {
                outcomes.merge(outcome, row.getLong(name(outcome)), Long::sum);
            }
            durations.add(row.getBytes("durations"));
        }

        void add(Sums more) {
            more.outcomes.forEach((outcome, n) -> outcomes.merge(outcome, n, Long::sum));
            durations.add(more.durations);
        }

        RequestCounts counts() {
            Map<Outcome, Long> some = new EnumMap<>(outcomes);
            some.values().removeIf(n -> n == 0);
            return new RequestCounts(some, durations.latency());
        }
    }
}
