package dev.webcheck.bench.pipeline;

import dev.webcheck.event.Event;
import dev.webcheck.event.InstanceHeartbeat;
import dev.webcheck.event.InstanceStopped;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestCounters;
import dev.webcheck.event.RequestIds;
import dev.webcheck.event.RequestPhase;
import dev.webcheck.event.StopReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * An instance, as far as its events go: it has a fixed number of requests open, ends the oldest for each that it begins, and
 * a heartbeat follows on some thousand of them. One request in a thousand never ends; the shutdown at the end tells of them.
 */
final class Sender {

    private static final int HEARTBEAT_AFTER = 4_000;
    private static final int ENDLESS = 1_000;
    private static final Duration LEASE = Duration.ofSeconds(10);

    private final UUID id = UUID.randomUUID();
    private final String service;
    private final Traffic traffic;
    private final int openRequests;
    private final Consumer<Event> topic;
    private final Deque<UUID> open = new ArrayDeque<>();
    private final Map<UUID, Optional<RequestPhase>> endless = new LinkedHashMap<>();
    private final Map<String, Long> outcomes = new TreeMap<>();
    private long begun;
    private long ended;
    private long sequence;

    Sender(String service, Traffic traffic, int openRequests, Consumer<Event> topic) {
        this.service = service;
        this.traffic = traffic;
        this.openRequests = openRequests;
        this.topic = topic;
    }

    void request() {
        RequestBegin begin = traffic.begin(id, service);
        topic.accept(begin);
        begun++;
        if (begun % ENDLESS == 0) {
            endless.put(begin.id(), Optional.of(RequestPhase.AWAITING));
        } else {
            open.add(begin.id());
        }
        if (open.size() > openRequests) {
            endOldest();
        }
        if (begun % HEARTBEAT_AFTER == 0) {
            topic.accept(heartbeat());
        }
    }

    void shutDown() {
        while (!open.isEmpty()) {
            endOldest();
        }
        outcomes.put("CRASHED", (long) endless.size());
        topic.accept(
                new InstanceStopped(id, service, ++sequence, StopReason.SHUTDOWN, counters(), Instant.now(), endless));
    }

    /** What is to be known of its requests after its shutdown. */
    Tally tally() {
        return new Tally(outcomes, ended);
    }

    private void endOldest() {
        RequestCompleted end = traffic.end(open.remove(), id);
        topic.accept(end);
        ended++;
        outcomes.merge(end.outcome().name(), 1L, Long::sum);
    }

    /** It is complete up to the oldest of those that will end. */
    private InstanceHeartbeat heartbeat() {
        Instant bound = RequestIds.startedAt(open.element());
        return new InstanceHeartbeat(id, service, ++sequence, LEASE, counters(), bound, endless.keySet());
    }

    private RequestCounters counters() {
        return new RequestCounters(begun, ended, 0);
    }
}
