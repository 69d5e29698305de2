package dev.webcheck.store.read.incident;

import java.util.List;
import java.util.UUID;

/**
 * What was in flight at several deaths of a service, and how likely that is by chance. This record is immutable.
 *
 * @param method the HTTP method
 * @param website the website
 * @param target the URL if {@code exact}, else the path with <code>{id}</code> for each identifier
 * @param exact whether one URL is suspected, or a route
 * @param deaths at how many deaths it was in flight, at least 2
 * @param expected at how many it would be by chance
 * @param probability how likely it would be in flight at so many deaths, or more, by chance
 * @param examples requests of it that were in flight, at most {@value TargetTally#EXAMPLES}, those of the latest death first
 */
public record Suspect(
        String method,
        String website,
        String target,
        boolean exact,
        int deaths,
        double expected,
        double probability,
        List<UUID> examples) {

    public Suspect {
        examples = List.copyOf(examples);
    }
}
