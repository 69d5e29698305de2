package dev.webcheck.correlation;

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
 * @param crashed the requests that crashed with it, by what is known of their execution
 */
public record IncidentState(
        UUID instanceId,
        Optional<String> service,
        Instant diedAt,
        Detector detector,
        Instant lastHeardAt,
        CrashCounts crashed) {}
