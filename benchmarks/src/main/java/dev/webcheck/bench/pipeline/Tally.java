package dev.webcheck.bench.pipeline;

import java.util.Map;
import java.util.TreeMap;

/**
 * What the rows or the counts of the requests add up to.
 *
 * @param outcomes requests by outcome
 * @param durations requests with a duration
 */
record Tally(Map<String, Long> outcomes, long durations) {

    static Tally empty() {
        return new Tally(new TreeMap<>(), 0);
    }

    Tally plus(Tally other) {
        Map<String, Long> sums = new TreeMap<>(outcomes);
        other.outcomes.forEach((outcome, count) -> sums.merge(outcome, count, Long::sum));
        return new Tally(sums, durations + other.durations);
    }

    long requests() {
        return outcomes.values().stream().mapToLong(Long::longValue).sum();
    }
}
