package dev.webcheck.store.write;

import dev.webcheck.correlation.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A row of counts, or what is to be added to one. This class is immutable. */
final class CountRow {

    static final List<Outcome> COUNTED = List.of(Outcome.values());

    private final List<Object> key;
    private final long[] outcomes;
    private final long[] durations;

    private CountRow(List<Object> key, long[] outcomes, long[] durations) {
        this.key = key;
        this.outcomes = outcomes;
        this.durations = durations;
    }

    static CountRow of(List<Object> key, Map<Outcome, Long> outcomes, Map<Integer, Long> durations) {
        long[] buckets = new long
                [durations.keySet().stream()
                        .mapToInt(bucket -> bucket + 1)
                        .max()
                        .orElse(0)];
        durations.forEach((bucket, n) -> buckets[bucket] = n);
        return new CountRow(
                key,
                COUNTED.stream()
                        .mapToLong(outcome -> outcomes.getOrDefault(outcome, 0L))
                        .toArray(),
                buckets);
    }

    /** The counts of a row that has their columns. */
    static CountRow read(ResultSet row, List<Object> key) throws SQLException {
        long[] outcomes = new long[COUNTED.size()];
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = row.getLong(CountTable.column(COUNTED.get(i)));
        }
        Long[] durations = (Long[]) row.getArray("durations").getArray();
        return new CountRow(
                key, outcomes, Arrays.stream(durations).mapToLong(n -> n).toArray());
    }

    /** The columns that say what is counted. */
    List<Object> key() {
        return key;
    }

    /** How many there are of an outcome, by its place in {@link #COUNTED}. */
    long outcome(int place) {
        return outcomes[place];
    }

    /** The histogram. */
    long[] durations() {
        return durations;
    }

    /** The histogram as the database parses it. An array of arrays would have to be rectangular; so each goes as a text. */
    String durationsAsText() {
        StringBuilder literal = new StringBuilder(2 * durations.length + 2).append('{');
        for (int i = 0; i < durations.length; i++) {
            literal.append(i == 0 ? "" : ",").append(durations[i]);
        }
        return literal.append('}').toString();
    }

    CountRow as(List<Object> otherKey) {
        return new CountRow(otherKey, outcomes, durations);
    }

    CountRow plus(CountRow other) {
        return new CountRow(key, sum(outcomes, other.outcomes), sum(durations, other.durations));
    }

    private static long[] sum(long[] one, long[] other) {
        long[] sum = Arrays.copyOf(one, Math.max(one.length, other.length));
        for (int i = 0; i < other.length; i++) {
            sum[i] += other[i];
        }
        return sum;
    }
}
