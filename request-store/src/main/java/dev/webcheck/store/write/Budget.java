package dev.webcheck.store.write;

import dev.webcheck.correlation.InstanceState;
import dev.webcheck.correlation.RequestState;
import dev.webcheck.correlation.RequestState.Begin;
import dev.webcheck.correlation.RequestState.End;
import java.util.Map;
import java.util.Optional;

/** What a transaction may still load. Confined to one thread. */
final class Budget {

    private static final int BYTES_OF_LISTED_REQUEST = 100;
    private static final int BYTES_OF_HISTORY_ENTRY = 200;

    private final Bounds bounds;
    private int rows;
    private long bytes;

    Budget(Bounds bounds) {
        this.bounds = bounds;
    }

    /** Whether nothing more may be loaded. */
    boolean isSpent() {
        return rows >= bounds.rows() || bytes >= bounds.bytes();
    }

    /** Whether more was loaded than may be. */
    boolean isExceeded() {
        return rows > bounds.rows() || bytes > bounds.bytes();
    }

    void spend(InstanceState instance) {
        rows++;
        bytes += (long) BYTES_OF_LISTED_REQUEST * instance.sign().openRequests().size();
    }

    void spend(RequestState request) {
        rows++;
        bytes += (long) BYTES_OF_HISTORY_ENTRY * request.replaced().size();
        request.begin().ifPresent(begin -> bytes += bytes(begin));
        request.end().ifPresent(end -> bytes += bytes(end));
    }

    private static long bytes(Begin begin) {
        return begin.url().length() + begin.website().length() + bytes(begin.headers());
    }

    private static long bytes(End end) {
        return bytes(end.exchange().responseHeaders())
                + Optional.of(end).flatMap(End::errorType).map(String::length).orElse(0);
    }

    private static long bytes(Map<String, String> headers) {
        return headers.entrySet().stream()
                .mapToLong(
                        header -> header.getKey().length() + header.getValue().length())
                .sum();
    }
}
