package dev.webcheck.ingest.body;

import dev.webcheck.ingest.refusal.Refusal;
import dev.webcheck.ingest.refusal.Refused;
import java.time.Duration;

/**
 * How fast a body has to arrive.
 *
 * @param timeout how long it may take at most
 * @param grace how long it may take at any rate
 * @param bytesPerSecond the least average rate after that; 0 for any
 */
public record BodyPace(Duration timeout, Duration grace, long bytesPerSecond) {

    /** Refuses a body that is not there yet if it came too slowly until now. */
    void check(long bytes, Duration elapsed) {
        if (elapsed.compareTo(timeout) > 0) {
            throw new Refused(
                    Refusal.SLOW_BODY, "The body must arrive within " + timeout.toMillis() + " ms, but did not.");
        }
        if (elapsed.compareTo(grace) > 0 && bytes * 1000 < bytesPerSecond * elapsed.toMillis()) {
            throw new Refused(
                    Refusal.SLOW_BODY,
                    "The body must arrive at " + bytesPerSecond + " bytes a second or faster, but " + bytes
                            + " bytes came within " + elapsed.toMillis() + " ms.");
        }
    }
}
