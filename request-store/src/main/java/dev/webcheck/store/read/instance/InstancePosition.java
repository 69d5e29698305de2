package dev.webcheck.store.read.instance;

import java.time.Instant;
import java.util.UUID;

/**
 * A place in the order of instances: among those that live by the time of the first event, among the others by that of their end,
 * and by the id among those of one time. This record is immutable.
 *
 * @param alive whether it is among those that live, which stand above the others
 * @param at that time, to the microsecond
 * @param id the instance
 */
public record InstancePosition(boolean alive, Instant at, UUID id) {}
