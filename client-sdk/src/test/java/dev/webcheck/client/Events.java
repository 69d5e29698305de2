package dev.webcheck.client;

import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.Exchange;
import dev.webcheck.event.InstanceHeartbeat;
import dev.webcheck.event.InstanceStopped;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestCounters;
import dev.webcheck.event.RequestIds;
import dev.webcheck.event.StopReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/** Events for tests. */
final class Events {

    static final Instance INSTANCE = new Instance(UUID.randomUUID(), "test");
    private static final RequestCounters COUNTERS = new RequestCounters(0, 0, 0);

    private Events() {}

    static RequestBegin begin() {
        UUID id = RequestIds.next();
        return new RequestBegin(
                id, id, 1, INSTANCE.id(), INSTANCE.service(), "GET", "http://h/", Optional.empty(), Map.of());
    }

    static RequestCompleted end(RequestBegin begin) {
        return new RequestCompleted(
                begin.id(),
                INSTANCE.id(),
                EndOutcome.COMPLETED,
                Duration.ofMillis(1),
                OptionalInt.of(200),
                Optional.empty(),
                Exchange.UNSEEN);
    }

    static InstanceHeartbeat heartbeat(long sequence) {
        return new InstanceHeartbeat(
                INSTANCE.id(), INSTANCE.service(), sequence, Duration.ofSeconds(10), COUNTERS, Instant.now(), Set.of());
    }

    static InstanceStopped stopped(long sequence) {
        return new InstanceStopped(
                INSTANCE.id(), INSTANCE.service(), sequence, StopReason.CLOSED, COUNTERS, Instant.now(), Map.of());
    }
}
