package dev.webcheck.bench.query;

import java.util.Arrays;
import java.util.StringJoiner;

/** Counts of one row, as the workers keep them. Confined to one thread. */
final class Counts {

    /** In the order of the columns. */
    static final String[] OUTCOMES = {"IN_FLIGHT", "COMPLETED", "FAILED", "CANCELLED", "ABANDONED", "CRASHED", "UNKNOWN"
    };

    private static final int BUCKETS = 120;

    private final long[] outcomes = new long[OUTCOMES.length];
    private final long[] durations = new long[BUCKETS];

    void add(int outcome, long nanos) {
        outcomes[outcome]++;
        if (nanos > 0) {
            durations[(int) Math.max(0, Math.ceil(Math.log(nanos / 1e3) / Math.log(2) * 4))]++;
        }
    }

    void add(Counts other) {
        Arrays.setAll(outcomes, i -> outcomes[i] + other.outcomes[i]);
        Arrays.setAll(durations, i -> durations[i] + other.durations[i]);
    }

    long requests() {
        return Arrays.stream(outcomes).sum();
    }

    /** The columns of the outcomes, for COPY. */
    String outcomes() {
        StringJoiner columns = new StringJoiner("\t");
        Arrays.stream(outcomes).forEach(n -> columns.add(Long.toString(n)));
        return columns.toString();
    }

    /** The column of the histogram, for COPY. */
    String durations() {
        int length = BUCKETS;
        while (length > 0 && durations[length - 1] == 0) {
            length--;
        }
        StringJoiner array = new StringJoiner(",", "{", "}");
        Arrays.stream(durations, 0, length).forEach(n -> array.add(Long.toString(n)));
        return array.toString();
    }
}
