package dev.webcheck.store.read.instance;

import java.time.Instant;
import java.util.UUID;

/**
 * A place in the order of instances: by the time of the first event, and by the id among those of one time. This record is
 * immutable.
 *
 * @param firstHeardAt when the first event arrived, to the microsecond
 * @param id the instance
 */
public record InstancePosition(Instant firstHeardAt, UUID id) {}
