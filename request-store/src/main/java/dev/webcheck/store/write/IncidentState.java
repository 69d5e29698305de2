package dev.webcheck.store.write;

import dev.webcheck.store.Detector;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The death of an instance, as it is believed. Immutable.
 *
 * @param instanceId the instance
 * @param service the service that it was a run of, where that is known
 * @param diedAt when the death was found, by the broker's clock
 * @param detector what it rests on
 * @param lastHeardAt when the latest event of the instance arrived, by the broker's clock
 * @param notSent how many requests crashed with it that have surely not been sent
 * @param possiblyExecuted how many crashed with it that may have been executed
 * @param answerLost how many crashed with it while their answer arrived
 */
public record IncidentState(
        UUID instanceId,
        Optional<String> service,
        Instant diedAt,
        Detector detector,
        Instant lastHeardAt,
        int notSent,
        int possiblyExecuted,
        int answerLost) {

    /**
     * The requests that crashed with it.
     *
     * @return how many they are, by what is known of their execution
     */
    public CrashCounts crashed() {
        return new CrashCounts(notSent, possiblyExecuted, answerLost);
    }
}
