package dev.webcheck.correlation.batch;

import dev.webcheck.correlation.Outcome;
import dev.webcheck.event.RequestCounters;
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
 * @param first the first check of this hour, where there was one; it holds where none is known
 * @param last the latest check before which no request of a later hour had begun, where there was one; it takes the place of what
 *     is known
 */
public record HourChange(
        UUID instanceId,
        Instant hour,
        Map<Outcome, Long> outcomes,
        long withoutBegin,
        Optional<RequestCounters> told,
        Optional<Check> first,
        Optional<Check> last) {

    /**
     * What a sign has told, and what was recorded when it was met in the log: all begins that it counts stand before it.
     *
     * @param told how many begins the instance has counted
     * @param recorded how many of its begins were recorded
     */
    public record Check(long told, long recorded) {}
}
