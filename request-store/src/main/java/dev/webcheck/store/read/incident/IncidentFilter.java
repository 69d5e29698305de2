package dev.webcheck.store.read.incident;

import dev.webcheck.correlation.Detector;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which incidents are wanted: those that meet every condition. This record is immutable.
 *
 * @param service exactly this one
 * @param detectors found by one of these; all when empty
 * @param from found at or after this moment
 * @param to found before this moment
 */
public record IncidentFilter(
        Optional<String> service, Set<Detector> detectors, Optional<Instant> from, Optional<Instant> to) {

    /** Every incident. */
    public static final IncidentFilter EVERYTHING =
            new IncidentFilter(Optional.empty(), Set.of(), Optional.empty(), Optional.empty());

    public IncidentFilter {
        detectors = Set.copyOf(detectors);
    }
}
