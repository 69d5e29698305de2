package dev.webcheck.store.read.instance;

import dev.webcheck.correlation.Life;
import java.util.Optional;
import java.util.Set;

/**
 * Which instances are wanted: those that meet every condition. This record is immutable.
 *
 * @param service exactly this one
 * @param states in one of these; all when empty
 */
public record InstanceFilter(Optional<String> service, Set<Life> states) {

    /** Every instance. */
    public static final InstanceFilter EVERYTHING = new InstanceFilter(Optional.empty(), Set.of());

    public InstanceFilter {
        states = Set.copyOf(states);
    }
}
