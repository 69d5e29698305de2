package dev.webcheck.store.read.incident;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * The death of an instance and the time before it.
 *
 * @param window for how long before its last begin it was watched
 * @param inFlight its requests that were in flight when it died
 * @param ended others that started within the window, and ended
 */
record Death(Duration window, List<InFlight> inFlight, List<Ended> ended) {

    /** Ids have their start in milliseconds, so nothing is seen to be shorter. */
    static final Duration SHORTEST = Duration.ofMillis(1);

    Death {
        window = atLeastShortest(window);
    }

    /**
     * A request that was in flight.
     *
     * @param id the request
     * @param target what it asked for, exactly
     * @param elapsed from its start to the last begin of the instance
     */
    record InFlight(UUID id, RequestTarget target, Duration elapsed) {
        InFlight {
            elapsed = atLeastShortest(elapsed);
        }
    }

    /**
     * A request that ended.
     *
     * @param target what it asked for, exactly
     * @param duration how long it took
     */
    record Ended(RequestTarget target, Duration duration) {
        Ended {
            duration = atLeastShortest(duration);
        }
    }

    private static Duration atLeastShortest(Duration duration) {
        return duration.compareTo(SHORTEST) < 0 ? SHORTEST : duration;
    }
}
