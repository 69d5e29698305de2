package dev.webcheck.query.live;

import dev.webcheck.store.read.request.RequestFilter;
import dev.webcheck.store.read.request.RequestSnapshot;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletionStage;

/**
 * Someone who is told what happens. The last event of each telling has the cursor of its end, all others that of its start, so
 * that who loses the connection in the middle is told the whole again.
 *
 * <p>A piece is written once the one before has gone out. What waits till then are events that all listeners share.
 *
 * <p>This class is threadsafe.
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

    /** A piece is as long as this, and the rest of an event. */
    static final int PIECE = 32_768;

    private final RequestFilter filter;
    private final Optional<RequestSnapshot> resumed;
    private final Sink sink;
    private final Queue<Told> waiting = new ArrayDeque<>();
    private boolean writing;
    private long lastTold;

    LiveListener(RequestFilter filter, Optional<RequestSnapshot> resumed, Sink sink, long nanoTime) {
        this.filter = filter;
        this.resumed = resumed;
        this.sink = sink;
        this.lastTold = nanoTime;
    }

    /** Up to where it was told everything before it came. */
    Optional<RequestSnapshot> resumed() {
        return resumed;
    }

    /** Tells those events that it wants, and whether there were more. */
    synchronized void tell(LiveTelling telling, long nanoTime) {
        List<LiveEvent> wanted = telling.events().stream()
                .filter(event -> filter.letsThrough(event.request()))
                .toList();
        if (!wanted.isEmpty() || !telling.all()) {
            waiting.add(new Told(telling, wanted));
            lastTold = nanoTime;
            if (!writing) {
                writeOn();
            }
        } else if (!writing && nanoTime - lastTold >= QUIET.toNanos()) {
            lastTold = nanoTime;
            write(": nothing new\nid: " + telling.end() + "\n\n");
        }
    }

    /** Shows that the connection lives although nothing can be told at present. */
    synchronized void keepAlive(long nanoTime) {
        if (!writing && nanoTime - lastTold >= QUIET.toNanos()) {
            lastTold = nanoTime;
            write(": waiting\n\n");
        }
    }

    /** The number of the telling that it is at; empty if it was told everything. */
    synchronized OptionalLong isAt() {
        return waiting.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(waiting.element().telling.number());
    }

    void close() {
        synchronized (this) {
            waiting.clear();
        }
        sink.close();
    }

    private void writeOn() {
        StringBuilder text = new StringBuilder();
        while (!waiting.isEmpty() && text.length() < PIECE) {
            if (!waiting.element().appendNext(text)) {
                waiting.remove();
            }
        }
        if (!text.isEmpty()) {
            write(text.toString());
        }
    }

    private void write(String text) {
        writing = true;
        sink.write(text.getBytes(StandardCharsets.UTF_8)).whenComplete((written, failure) -> {
            if (failure == null) {
                wentOut();
            }
        });
    }

    private synchronized void wentOut() {
        writing = false;
        writeOn();
    }

    /** How far a telling has been told. */
    private static final class Told {

        private final LiveTelling telling;
        private final Iterator<LiveEvent> wanted;
        private boolean begun;

        Told(LiveTelling telling, List<LiveEvent> wanted) {
            this.telling = telling;
            this.wanted = wanted.iterator();
        }

        /** Appends what comes next; false if nothing does. */
        boolean appendNext(StringBuilder text) {
            if (!begun) {
                begun = true;
                if (!telling.all()) {
                    text.append("event: gap\nid: ").append(telling.start()).append("\ndata: {}\n\n");
                }
            }
            if (!wanted.hasNext()) {
                return false;
            }
            LiveEvent event = wanted.next();
            event.appendTo(text, wanted.hasNext() ? telling.start() : telling.end());
            return true;
        }
    }
}
