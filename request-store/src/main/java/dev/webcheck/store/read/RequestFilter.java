package dev.webcheck.store.read;

import dev.webcheck.store.Outcome;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which requests are wanted: those that meet every condition. This record is immutable.
 *
 * @param outcomes one of these; all when empty
 * @param website exactly this one, in lower case
 * @param from started at or after this moment
 * @param to started before this moment
 */
public record RequestFilter(
        Set<Outcome> outcomes, Optional<String> website, Optional<Instant> from, Optional<Instant> to) {

    /** Every request. */
    public static final RequestFilter EVERYTHING =
            new RequestFilter(Set.of(), Optional.empty(), Optional.empty(), Optional.empty());

    public RequestFilter {
        outcomes = Set.copyOf(outcomes);
    }

    /**
     * The same conditions within a time frame.
     *
     * @param start started at or after this moment
     * @param end started before this moment
     * @return a new filter
     */
    public RequestFilter within(Instant start, Instant end) {
        return new RequestFilter(outcomes, website, Optional.of(start), Optional.of(end));
    }
}
