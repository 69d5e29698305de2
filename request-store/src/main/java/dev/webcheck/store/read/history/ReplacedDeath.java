package dev.webcheck.store.read.history;

import dev.webcheck.correlation.Detector;
import java.time.Instant;

/**
 * A death that was believed until better evidence came: that the instance lives, or for its death. This record is immutable.
 *
 * @param detector what it rested on
 * @param diedAt when it was found, by the clock of the broker
 * @param replacedAt when the better evidence came, by the clock of the broker
 */
public record ReplacedDeath(Detector detector, Instant diedAt, Instant replacedAt) {}
