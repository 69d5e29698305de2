package dev.webcheck.store.write;

import dev.webcheck.event.RequestCounters;
import dev.webcheck.store.Outcome;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What to add to the counts of the requests of one instance that started in one hour.
 *
 * @param instanceId the instance
 * @param hour the start of the hour
 * @param outcomes what to add for each outcome, also negative
 * @param withoutBegin what to add for ends whose begin has not arrived, also negative
 * @param told the highest counters that signs of this hour have told, where there were any; they are not added, but hold where
 *     they are higher than what is known
 */
public record HourChange(
        UUID instanceId,
        Instant hour,
        Map<Outcome, Long> outcomes,
        long withoutBegin,
        Optional<RequestCounters> told) {}
