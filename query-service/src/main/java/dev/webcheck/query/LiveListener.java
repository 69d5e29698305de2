package dev.webcheck.query;

import dev.webcheck.store.read.request.RequestFilter;
import dev.webcheck.store.read.request.RequestSnapshot;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Someone who is told what happens. The last event of each telling has the cursor of its end, all others that of its start, so
 * that who loses the connection in the middle is told the whole again.
 *
 * <p>One thread tells; the sink may be closed by others.
 */
final class LiveListener {

    /** Where the text goes. */
    interface Sink {

        /** Sends; completes when it has gone out. */
        CompletionStage<?> write(byte[] text);

        /** Ends the connection. */
        void close();
    }

    /** After so long without an event, a comment shows that the connection lives, and the cursor moves on. */
    static final Duration QUIET = Duration.ofSeconds(10);

    /** With more bytes than that still on their way, a listener is too slow: it may come back and be told what it missed. */
    static final long MOST_ON_THEIR_WAY = 4_000_000;

    private final RequestFilter filter;
    private final Optional<RequestSnapshot> resumed;
    private final Sink sink;
    private final AtomicLong onTheirWay = new AtomicLong();
    private long lastWritten;

    LiveListener(RequestFilter filter, Optional<RequestSnapshot> resumed, Sink sink, long nanoTime) {
        this.filter = filter;
        this.resumed = resumed;
        this.sink = sink;
        this.lastWritten = nanoTime;
    }

    /** Up to where it was told everything before it came. */
    Optional<RequestSnapshot> resumed() {
        return resumed;
    }

    /** Tells those events that it wants, and whether there were more; false if it is too slow for that. */
    boolean tell(List<LiveEvent> events, boolean all, String start, String end, long nanoTime) {
        List<LiveEvent> wanted = events.stream()
                .filter(event -> filter.letsThrough(event.request()))
                .toList();
        StringBuilder text = new StringBuilder();
        if (!all) {
            text.append("event: gap\nid: ").append(start).append("\ndata: {}\n\n");
        }
        for (int i = 0; i < wanted.size(); i++) {
            wanted.get(i).appendTo(text, i == wanted.size() - 1 ? end : start);
        }
        if (text.isEmpty() && nanoTime - lastWritten >= QUIET.toNanos()) {
            text.append(": nothing new\nid: ").append(end).append("\n\n");
        }
        return write(text, nanoTime);
    }

    /** Shows that the connection lives although nothing can be told at present. */
    boolean keepAlive(long nanoTime) {
        return nanoTime - lastWritten < QUIET.toNanos() || write(new StringBuilder(": waiting\n\n"), nanoTime);
    }

    void close() {
        sink.close();
    }

    private boolean write(StringBuilder text, long nanoTime) {
        if (text.isEmpty()) {
            return true;
        }
        if (onTheirWay.get() > MOST_ON_THEIR_WAY) {
            return false;
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        onTheirWay.addAndGet(bytes.length);
        lastWritten = nanoTime;
        sink.write(bytes).whenComplete((written, failure) -> onTheirWay.addAndGet(-bytes.length));
        return true;
    }
}
