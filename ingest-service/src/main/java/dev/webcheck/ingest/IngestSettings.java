package dev.webcheck.ingest;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
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

    /**
     * How far after the clock of this service the times of an event may lie: those in request ids, and the bound of a list of
     * open requests. Events whose times lie further are invalid. Set it as {@code webcheck.clock-tolerance} of the workers, by
     * which they judge again. A clock set to the local time of another time zone is off by 14 hours at most. Zero admits no
     * time of the future.
     */
    @WithDefault("24h")
    @DurationMin
    @DurationMax(days = 3650)
    Duration clockTolerance();

    /** How long the body of one request may take to arrive, at least 1 s. */
    @WithDefault("30s")
    @DurationMin(seconds = 1)
    Duration bodyTimeout();

    /**
     * The least average rate, in bytes a second (K and M are understood), at which a body must arrive once it has taken
     * {@link #bodyGrace()}; slower ones are answered 408. Zero admits any rate.
     */
    @WithDefault("1K")
    MemorySize minBodyRate();

    /** For how long a body may arrive at any rate. Zero demands {@link #minBodyRate()} from the start. */
    @WithDefault("5s")
    @DurationMin
    Duration bodyGrace();

    /** How long one request waits for the broker's acknowledgement, at least 1 s. */
    @WithDefault("10s")
    @DurationMin(seconds = 1)
    Duration ackTimeout();

    /**
     * The most requests that are worked on at once, 1 to 150; further ones are answered 503. Each takes one of the 200
     * worker threads. A request counts once its whole body has arrived.
     */
    @WithDefault("100")
    @Min(1) @Max(150) int maxRequestsInFlight();

    /**
     * The most bytes of bodies, as sent and as inflated, that are held at once; requests that would need more are answered
     * 503. Bytes count once they have arrived. Plan for about four times as much heap.
     */
    @WithDefault("64M")
    MemorySize maxBytesInFlight();

    /**
     * The share of {@link #maxRequestsInFlight()} and of {@link #maxBytesInFlight()} that one client may hold, 1 to 100
     * percent; its further requests are answered 503. There is always room for one request and the largest body. A client
     * is an IPv4 address or the first 64 bits of an IPv6 address. Where a proxy hides the addresses of the clients and
     * forwards none, 100 lets it use everything.
     */
    @WithDefault("50")
    @Min(1) @Max(100) int maxClientShare();

    /** What a client that is answered 503 is told to wait, in whole seconds. Zero invites it back at once. */
    @WithDefault("2s")
    @DurationMin
    Duration retryAfter();
}
