package dev.webcheck.correlation.rule;

import dev.webcheck.event.BodySizes;
import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.Event;
import dev.webcheck.event.Exchange;
import dev.webcheck.event.InstanceHeartbeat;
import dev.webcheck.event.InstanceStopped;
import dev.webcheck.event.PhaseNanos;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestCounters;
import dev.webcheck.event.RequestIds;
import dev.webcheck.event.RequestPhase;
import dev.webcheck.event.StopReason;
import dev.webcheck.event.TraceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Events of made-up instances and requests, told by small numbers. */
public final class Stories {

    public static final Instant START = Instant.parse("2026-03-01T10:59:45Z");

    public static final Rules RULES = Rules.withDeadline(Duration.ofSeconds(10));

    private Stories() {}

    public static UUID instance(int n) {
        return new UUID(0xABCL << 16 | 4L << 12, 0x8000_0000_0000_0000L | n);
    }

    /** A request that started some seconds after the start of the story. */
    public static UUID request(int n, long second) {
        long time = RequestIds.lowest(START.plusSeconds(second)).getMostSignificantBits();
        return new UUID(time | 0x7000L, 0x8000_0000_0000_0000L | n);
    }

    public static RequestBegin begin(UUID request, int instance) {
        return begin(request, instance, "shop.example");
    }

    public static RequestBegin begin(UUID request, int instance, String website) {
        return begin(request, instance, website, Optional.empty(), Map.of());
    }

    public static RequestBegin begin(
            UUID request, int instance, String website, Optional<TraceContext> trace, Map<String, String> headers) {
        return new RequestBegin(
                request,
                request,
                1,
                instance(instance),
                "checkout",
                "GET",
                "http://" + website + "/" + request,
                trace,
                headers);
    }

    /** What was told of a request before, now with a trace. */
    public static RequestBegin amended(RequestBegin told, TraceContext trace) {
        return new RequestBegin(
                told.id(),
                told.callId(),
                told.attempt(),
                told.instanceId(),
                told.service(),
                told.method(),
                told.url(),
                Optional.of(trace),
                told.headers(),
                true);
    }

    public static RequestCompleted end(UUID request, int instance) {
        return end(request, instance, Exchange.UNSEEN);
    }

    public static RequestCompleted end(UUID request, int instance, Exchange exchange) {
        return new RequestCompleted(
                request,
                instance(instance),
                EndOutcome.COMPLETED,
                Duration.ofMillis(20),
                OptionalInt.of(200),
                Optional.empty(),
                exchange);
    }

    public static RequestCompleted failure(UUID request, int instance, RequestPhase phase) {
        return new RequestCompleted(
                request,
                instance(instance),
                EndOutcome.FAILED,
                Duration.ofMillis(3),
                OptionalInt.empty(),
                Optional.of("connect"),
                new Exchange(
                        Optional.of(phase),
                        PhaseNanos.UNSEEN,
                        BodySizes.UNSEEN,
                        Optional.empty(),
                        Optional.empty(),
                        Map.of()));
    }

    public static InstanceHeartbeat heartbeat(int instance, long sequence, long openBefore, UUID... open) {
        return heartbeat(instance, sequence, Duration.ofSeconds(10), openBefore, open);
    }

    /** A heartbeat that says nothing of open requests. */
    public static InstanceHeartbeat heartbeat(int instance, long sequence, Duration lease) {
        return heartbeat(instance, sequence, lease, 0);
    }

    public static InstanceHeartbeat heartbeat(
            int instance, long sequence, Duration lease, long openBefore, UUID... open) {
        return new InstanceHeartbeat(
                instance(instance),
                "checkout",
                sequence,
                lease,
                new RequestCounters(sequence, sequence, 0),
                START.plusSeconds(openBefore),
                Set.of(open));
    }

    /** A stop that does not tell how far its open requests had come. */
    public static InstanceStopped stopped(int instance, long sequence, StopReason reason, UUID... open) {
        return stopped(
                instance,
                sequence,
                reason,
                Arrays.stream(open).collect(Collectors.toMap(id -> id, id -> Optional.empty())));
    }

    public static InstanceStopped stopped(
            int instance, long sequence, StopReason reason, Map<UUID, Optional<RequestPhase>> open) {
        return new InstanceStopped(
                instance(instance),
                "checkout",
                sequence,
                reason,
                new RequestCounters(sequence, sequence, 0),
                START.plusSeconds(1_000),
                open);
    }

    /** How many seconds after the start of the story. */
    public static long second(Instant moment) {
        return Duration.between(START, moment).toSeconds();
    }

    public static List<Arrival> ticks(long first, long last) {
        return LongStream.rangeClosed(first, last).mapToObj(Stories::tick).toList();
    }

    public static Arrival at(long second, Event event) {
        return new Arrival.OfEvent(0, START.plusSeconds(second), event);
    }

    public static Arrival tick(long second) {
        return new Arrival.OfTick(0, START.plusSeconds(second), 1_000 + second);
    }
}
