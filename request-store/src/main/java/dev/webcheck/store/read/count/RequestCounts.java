package dev.webcheck.store.read.count;

import dev.webcheck.correlation.Outcome;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many requests there were. This record is immutable.
 *
 * @param outcomes how many of each outcome, those of which there are none left out
 * @param latency how long those took that have an end, if any has
 */
public record RequestCounts(Map<Outcome, Long> outcomes, Optional<Latency> latency) {

    /** None. */
    public static final RequestCounts NONE = new RequestCounts(Map.of(), Optional.empty());

    /**
     * Copies what could change.
     *
     * @param outcomes how many of each outcome
     * @param latency how long those took that have an end, if any has
     */
    public RequestCounts {
        outcomes = outcomes.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(outcomes));
    }

    /**
     * All of them.
     *
     * @return how many, whatever became of them
     */
    public long requests() {
        return outcomes.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Those of one outcome.
     *
     * @param outcome which
     * @return how many, 0 if there are none
     */
    public long of(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }
}
