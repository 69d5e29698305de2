package dev.webcheck.query.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.webcheck.correlation.Outcome;
import dev.webcheck.store.read.request.RecordedRequest;
import dev.webcheck.store.read.request.RequestChangeReader;
import dev.webcheck.store.read.request.RequestChanges;
import dev.webcheck.store.read.request.RequestSnapshot;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Tells listeners which requests are new or have changed. While there are listeners, one thread looks for all of them, however
 * many they are; while there are none, nobody looks.
 */
@ApplicationScoped
class LiveRequests {

    private static final Logger LOG = Logger.getLogger(LiveRequests.class);

    /** From the begin of a look to the begin of the next, if the look takes less than half of it. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /** After a look that took long. */
    private static final Duration LONGEST_REST = Duration.ofMillis(500);

    /** Requests that are in flight are watched for their ends; those that were seen last. */
    private static final int MOST_WATCHED = 2_000;

    /**
     * So many bytes of requests are held for listeners that are slow, each as a record and as text. With more, those who are furthest
     * behind are disconnected; they may come back and be told what they missed.
     */
    private static final long MOST_HELD_BYTES = 12 << 20;

    private final RequestChangeReader reader;
    private final ObjectWriter json;
    private final int mostListeners;
    private final ExecutorService thread;
    private final Thread closeAtExit = new Thread(this::close, "close-live-requests");

    private final List<LiveListener> coming = new ArrayList<>();
    private final List<LiveListener> present = new ArrayList<>();
    private boolean looking;

    private final Set<UUID> watched = new LinkedHashSet<>();
    private final List<LiveTelling> held = new ArrayList<>();
    private long tellings;
    private Optional<RequestSnapshot> told = Optional.empty();
    private boolean inTrouble;

    LiveRequests(RequestChangeReader reader, ObjectMapper mapper, LiveSettings settings) {
        this.reader = reader;
        this.json = mapper.writerFor(RecordedRequest.class);
        this.mostListeners = settings.listeners();
        this.thread = Executors.newSingleThreadExecutor(task -> {
            Thread looker = new Thread(task, "live-requests");
            looker.setDaemon(true);
            return looker;
        });
        // A stop waits for answers that are under way; these would never end by themselves.
        Runtime.getRuntime().addShutdownHook(closeAtExit);
    }

    synchronized boolean hasRoom() {
        return coming.size() + present.size() < mostListeners;
    }

    /** Takes a listener in, or ends its connection if the last place was taken meanwhile or this service stops. */
    void join(LiveListener listener) {
        if (!isTakenIn(listener)) {
            listener.close();
        }
    }

    private synchronized boolean isTakenIn(LiveListener listener) {
        if (thread.isShutdown() || !hasRoom()) {
            return false;
        }
        coming.add(listener);
        if (!looking) {
            looking = true;
            thread.execute(this::look);
        }
        return true;
    }

    synchronized void leave(LiveListener listener) {
        coming.remove(listener);
        present.remove(listener);
    }

    @PreDestroy
    void close() {
        thread.shutdownNow();
        everyone().forEach(LiveListener::close);
    }

    private void look() {
        long begun = System.nanoTime();
        try {
            tell(arrivals());
            inTrouble = false;
        } catch (RuntimeException trouble) {
            if (!inTrouble) {
                LOG.warnf("listeners have to wait: %s", trouble.getMessage());
            }
            inTrouble = true;
            everyone().forEach(listener -> listener.keepAlive(System.nanoTime()));
        } finally {
            lookAgain(System.nanoTime() - begun);
        }
    }

    /** All are told up to the same moment, from which on they are told the same. */
    private void tell(List<LiveListener> arrivals) {
        RequestSnapshot start = told.orElseGet(this::begin);
        present(arrivals.stream()
                .filter(listener -> listener.resumed().isEmpty())
                .toList());
        Optional<RequestSnapshot> resumed = arrivals.stream()
                .flatMap(listener -> listener.resumed().stream())
                .findFirst();
        List<RequestSnapshot> since =
                Stream.concat(Stream.of(start), resumed.stream()).toList();
        List<RequestChanges> changes = reader.since(since, watched);
        tell(present(List.of()), start, changes.get(0));
        watch(changes.get(0).requests());
        told = Optional.of(changes.get(0).until());
        resumed.ifPresent(missed -> {
            // Those of other snapshots have the next looks.
            List<LiveListener> back = arrivals.stream()
                    .filter(listener -> listener.resumed().equals(resumed))
                    .toList();
            tell(back, missed, changes.get(1));
            present(back);
        });
    }

    private RequestSnapshot begin() {
        RequestSnapshot now = reader.now();
        watched.clear();
        watched.addAll(reader.longInFlight(MOST_WATCHED));
        told = Optional.of(now);
        return now;
    }

    private void tell(List<LiveListener> listeners, RequestSnapshot since, RequestChanges changes) {
        List<LiveEvent> events = changes.requests().stream()
                .map(request -> new LiveEvent(request, json))
                .toList();
        LiveTelling telling = new LiveTelling(
                ++tellings, events, changes.all(), LiveCursor.encode(since), LiveCursor.encode(changes.until()));
        listeners.forEach(listener -> listener.tell(telling, System.nanoTime()));
        held.add(telling);
        release();
        while (held.stream().mapToLong(LiveTelling::size).sum() > MOST_HELD_BYTES) {
            dismissTheSlowest();
            release();
        }
    }

    private void release() {
        long oldest = everyone().stream()
                .flatMapToLong(listener -> listener.isAt().stream())
                .min()
                .orElse(Long.MAX_VALUE);
        held.removeIf(telling -> telling.number() < oldest);
    }

    private void dismissTheSlowest() {
        long oldest = held.get(0).number();
        for (LiveListener listener : everyone()) {
            if (listener.isAt().orElse(Long.MAX_VALUE) == oldest) {
                LOG.info("a listener did not keep up and was disconnected");
                leave(listener);
                listener.close();
            }
        }
    }

    private void watch(List<RecordedRequest> requests) {
        for (RecordedRequest request : requests) {
            watched.remove(request.id());
            if (request.outcome() == Outcome.IN_FLIGHT) {
                watched.add(request.id());
            }
        }
        int tooMany = watched.size() - MOST_WATCHED;
        if (tooMany > 0) {
            watched.removeAll(watched.stream().limit(tooMany).toList());
        }
    }

    private synchronized List<LiveListener> arrivals() {
        return List.copyOf(coming);
    }

    private synchronized List<LiveListener> present(List<LiveListener> arrivals) {
        arrivals.stream().filter(coming::remove).forEach(present::add);
        return List.copyOf(present);
    }

    private synchronized List<LiveListener> everyone() {
        List<LiveListener> all = new ArrayList<>(coming);
        all.addAll(present);
        return all;
    }

    private synchronized void lookAgain(long lookedForNanos) {
        if (coming.isEmpty() && present.isEmpty()) {
            looking = false;
            told = Optional.empty();
        } else if (!thread.isShutdown()) {
            boolean isUrgent = !coming.isEmpty() && !inTrouble;
            (isUrgent ? thread : afterRest(lookedForNanos)).execute(this::look);
        }
    }

    /** After a long look, the database has a rest of as long, but listeners do not wait for longer than the longest rest. */
    private Executor afterRest(long lookedForNanos) {
        long rest =
                Math.max(BETWEEN_LOOKS.toNanos() - lookedForNanos, Math.min(lookedForNanos, LONGEST_REST.toNanos()));
        return CompletableFuture.delayedExecutor(rest, TimeUnit.NANOSECONDS, thread);
    }
}
