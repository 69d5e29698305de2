package dev.webcheck.store.read.incident;

import java.time.Instant;
import java.util.UUID;

/**
 * A place in the order of incidents: by the time of the death, and by the instance among those of one time. This record is
 * immutable.
 *
 * @param diedAt when the death was found, to the microsecond
 * @param instanceId the instance
 */
public record IncidentPosition(Instant diedAt, UUID instanceId) {}
