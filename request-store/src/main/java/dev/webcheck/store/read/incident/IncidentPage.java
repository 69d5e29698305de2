package dev.webcheck.store.read.incident;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list of incidents, newest first. This record is immutable.
 *
 * @param incidents the incidents
 * @param next where the next page is to start below; empty on the last page
 */
public record IncidentPage(List<Incident> incidents, Optional<IncidentPosition> next) {

    public IncidentPage {
        incidents = List.copyOf(incidents);
    }
}
