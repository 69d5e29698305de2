package dev.webcheck.ingest;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The bounds that the service keeps. */
@ConfigMapping(prefix = "webcheck.ingest")
interface IngestSettings {

    /**
     * The largest body of a request, as sent and as inflated, in bytes; K and M are understood. Zero lets no event in.
     */
    @WithDefault("10M")
    MemorySize maxBodySize();

    /** The most events in one request. Zero lets no event in. */
    @WithDefault("10000")
    int maxEvents();

    /** The most faults that one answer lists; the rest is only counted. Zero lists none. */
    @WithDefault("1000")
    int maxListedFaults();

    /** How long the body of one request may take to arrive. Zero lets no event in. */
    @WithDefault("30s")
    Duration bodyTimeout();

    /** How long one request waits for the broker, at least 1 s. */
    @WithDefault("10s")
    Duration ackTimeout();

    /**
     * The most requests that are worked on at once; further ones are answered 503. Keep it well below the number of
     * worker threads. Zero lets no event in.
     */
    @WithDefault("100")
    int maxRequestsInFlight();

    /**
     * The most bytes of bodies, as inflated, that are held at once; requests that would need more are answered 503. Plan
     * for about four times as much heap. Zero lets no event in.
     */
    @WithDefault("64M")
    MemorySize maxBytesInFlight();

    /** What a client that is answered 503 is told to wait, in whole seconds. Zero invites it back at once. */
    @WithDefault("2s")
    Duration retryAfter();
}
