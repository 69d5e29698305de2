package dev.webcheck.store.read.history;

import dev.webcheck.correlation.Detector;
import dev.webcheck.correlation.Outcome;
import dev.webcheck.event.RequestPhase;
import java.time.Instant;
import java.util.Optional;

/**
 * What was believed of a request until better evidence came. This record is immutable.
 *
 * @param outcome what was believed to have become of it
 * @param detector what that rested on
 * @param at when that was found, by the clock of the broker
 * @param phase how far the request was known to have come
 * @param replacedAt when the better evidence came, by the clock of the broker
 */
public record ReplacedVerdict(
        Outcome outcome, Detector detector, Instant at, Optional<RequestPhase> phase, Instant replacedAt) {}
