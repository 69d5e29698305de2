package dev.webcheck.store.read.request;

import java.time.Duration;
import java.util.UUID;

/**
 * A place in the list of the slowest requests. This record is immutable.
 *
 * @param durationNanos how long the request took that stands there
 * @param id that request
 */
public record SlowestPosition(long durationNanos, UUID id) {

    static SlowestPosition of(RecordedRequest request) {
        return new SlowestPosition(request.duration().map(Duration::toNanos).orElseThrow(), request.id());
    }
}
