package dev.webcheck.correlation.batch;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a batch of events touches, and so what has to be loaded before it is correlated.
 *
 * @param ticks how many ticks the batch holds of each partition that it has events or ticks of
 * @param instances the instances that it has events of
 * @param requests the requests that it has events of
 * @param ended those of these requests that it has an end of, but no begin; nearly all that are known and open change
 * @param indivisible whether the batch is a single arrival, which has to be stored however much it touches
 */
public record Footprint(
        Map<Integer, Long> ticks, Set<UUID> instances, Set<UUID> requests, Set<UUID> ended, boolean indivisible) {}
