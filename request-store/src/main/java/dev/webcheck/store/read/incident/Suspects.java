package dev.webcheck.store.read.incident;

import java.util.List;

/**
 * The requests that stand out across the deaths of a service. This record is immutable.
 *
 * @param service the service
 * @param deaths how many of its deaths were looked at, the latest
 * @param suspects those that were in flight at two of them at least, the least likely by chance first
 */
public record Suspects(String service, int deaths, List<Suspect> suspects) {

    public Suspects {
        suspects = List.copyOf(suspects);
    }
}
