package dev.webcheck.ingest;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** The bounds that the service keeps. */
@ConfigMapping(prefix = "webcheck.ingest")
interface IngestSettings {

    /** The largest body of a request, as sent and as inflated, in bytes (K and M are understood), at most 1G. */
    @WithDefault("10M")
    MemorySize maxBodySize();

    /** The most events in one request, at least 1. */
    @WithDefault("10000")
    @Min(1) int maxEvents();

    /** The most faults that one answer lists; the rest is only counted. Zero lists none. */
    @WithDefault("1000")
    @Min(0) int maxListedFaults();

    /** How long the body of one request may take to arrive, at least 1 s. */
    @WithDefault("30s")
    @DurationMin(seconds = 1)
    Duration bodyTimeout();

    /** How long one request waits for the broker's acknowledgement, at least 1 s. */
    @WithDefault("10s")
    @DurationMin(seconds = 1)
    Duration ackTimeout();

    /**
     * The most requests that are worked on at once, 1 to 150; further ones are answered 503. Each takes one of the 200
     * worker threads.
     */
    @WithDefault("100")
    @Min(1) @Max(150) int maxRequestsInFlight();

    /**
     * The most bytes of bodies, as inflated, that are held at once; requests that would need more are answered 503. Plan
     * for about four times as much heap.
     */
    @WithDefault("64M")
    MemorySize maxBytesInFlight();

    /** What a client that is answered 503 is told to wait, in whole seconds. Zero invites it back at once. */
    @WithDefault("2s")
    @DurationMin
    Duration retryAfter();
}
