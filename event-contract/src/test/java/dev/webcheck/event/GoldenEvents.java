package dev.webcheck.event;

import static java.util.Map.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/** What the golden files say, by name. */
final class GoldenEvents {

    private static final UUID ID = UUID.fromString("019b76da-a800-7000-8000-0000000000a1");
    private static final UUID OTHER_ID = UUID.fromString("019b76da-a800-7001-bfff-ffffffffffff");
    private static final UUID CALL = UUID.fromString("b7a0c1de-30d6-4c2e-9e5b-0f6f3f9d7c02");
    private static final UUID INSTANCE = UUID.fromString("3f1d2c5e-9d0c-4f7b-8a51-6f4f0e6f2b11");
    private static final Instant BEFORE = Instant.parse("2026-01-01T12:00:58.123Z");
    private static final RequestCounters COUNTERS = new RequestCounters(51234, 51230, 3);
    private static final RequestCounters FULL = new RequestCounters(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    private static final RequestCounters NOTHING = new RequestCounters(0, 0, 0);

    static final Map<String, Event> BY_NAME = Map.ofEntries(
            entry("request-begin-minimal", begin(1, "s", "G", "http://h")),
            entry("request-begin-full", begin(Integer.MAX_VALUE, "s".repeat(255), longMethod(), longUrl())),
            entry("request-begin-unknown-fields", usualBegin()),
            entry("request-begin-unicode", begin(1, "поиск 🔎", "GET", "https://bücher.example:8443/straße?q=😀#ende")),
            entry("request-begin-variant-upper-case-ids", usualBegin()),
            entry("request-begin-variant-escapes", usualBegin()),
            entry("request-begin-trace-and-headers", tracedBegin()),
            entry("request-begin-variant-nulls", usualBegin()),
            entry("request-begin-variant-no-headers", usualBegin()),
            entry("request-begin-amended", amendedBegin()),
            entry("request-begin-variant-not-amended", usualBegin()),
            entry("request-completed-minimal", end(EndOutcome.CANCELLED, 0, 0, "")),
            entry("request-completed-full", end(EndOutcome.FAILED, Long.MAX_VALUE, 999, "e".repeat(255))),
            entry("request-completed-status", usualEnd()),
            entry("request-completed-abandoned", end(EndOutcome.ABANDONED, 73214889, 503, "")),
            entry("request-completed-variant-nulls", end(EndOutcome.CANCELLED, 73214889, 0, "")),
            entry("request-completed-unknown-fields", usualEnd()),
            entry("request-completed-exchange", end(EndOutcome.COMPLETED, 73214889, 200, "", fullExchange())),
            entry("request-completed-phase", end(EndOutcome.FAILED, 73214889, 0, "connect", connecting())),
            entry("request-completed-variant-nulls-in-phases", usualEnd()),
            entry("request-completed-unicode", end(EndOutcome.FAILED, 73214889, 0, "Zeitüberschreitung ⏱ 𝔸")),
            entry("instance-heartbeat-minimal", heartbeat("s", 1, 1, NOTHING, Instant.EPOCH, Set.of())),
            entry(
                    "instance-heartbeat-full",
                    heartbeat("checkout", Long.MAX_VALUE, 86400, FULL, RequestIds.LATEST, Set.of(ID, OTHER_ID))),
            entry("instance-heartbeat-unknown-fields", usualHeartbeat("checkout")),
            entry("instance-heartbeat-unicode", usualHeartbeat("注文🛒")),
            entry("instance-heartbeat-variant-offset", usualHeartbeat("checkout")),
            entry("instance-stopped-minimal", stopped("checkout", 1, StopReason.DIED, NOTHING, BEFORE, Map.of())),
            entry(
                    "instance-stopped-full",
                    usualStop(
                            "checkout",
                            StopReason.SHUTDOWN,
                            BEFORE.plusNanos(456789),
                            RequestPhase.SENDING,
                            RequestPhase.READING)),
            entry("instance-stopped-closed", usualStop("checkout", StopReason.CLOSED, BEFORE)),
            entry("instance-stopped-unknown-fields", usualStop("checkout", StopReason.SHUTDOWN, BEFORE)),
            entry("instance-stopped-unicode", usualStop("ñandú", StopReason.SHUTDOWN, BEFORE, RequestPhase.LEASING)),
            entry(
                    "instance-stopped-phases",
                    usualStop("checkout", StopReason.DIED, BEFORE, RequestPhase.LEASING, RequestPhase.AWAITING)),
            entry(
                    "instance-stopped-variant-twice",
                    usualStop("checkout", StopReason.DIED, BEFORE, RequestPhase.SENDING, RequestPhase.AWAITING)));

    private GoldenEvents() {}

    static RequestBegin usualBegin() {
        return begin(1, "checkout", "GET", "https://api.example.com/v1/orders?page=2");
    }

    static RequestCompleted usualEnd() {
        return end(EndOutcome.COMPLETED, 73214889, 200, "");
    }

    private static String longMethod() {
        return "A!#$%&'*+.^_`|~0-9z" + "X".repeat(45);
    }

    private static String longUrl() {
        return "https://[2001:db8::1]:8443/" + "a".repeat(8_165);
    }

    private static RequestBegin begin(int attempt, String service, String method, String url) {
        return new RequestBegin(ID, CALL, attempt, INSTANCE, service, method, url, Optional.empty(), Map.of());
    }

    private static RequestBegin amendedBegin() {
        RequestBegin usual = usualBegin();
        return new RequestBegin(
                ID,
                CALL,
                usual.attempt(),
                INSTANCE,
                usual.service(),
                usual.method(),
                usual.url(),
                Optional.empty(),
                Map.of(),
                true);
    }

    private static RequestBegin tracedBegin() {
        RequestBegin usual = usualBegin();
        return new RequestBegin(
                ID,
                CALL,
                1,
                INSTANCE,
                usual.service(),
                usual.method(),
                usual.url(),
                Optional.of(new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7")),
                Map.of("content-type", "application/json", "x-gre", "", "x-note", "🔎".repeat(1_024)));
    }

    private static Exchange fullExchange() {
        return new Exchange(
                Optional.empty(),
                new PhaseNanos(12_000, 0, 8_100_000, 15_250_000, 210_000, 48_900_000, Long.MAX_VALUE),
                new BodySizes(0, 1312, Long.MAX_VALUE),
                Optional.of("2"),
                Optional.of(new Peer("2001:db8::1", 65_535)),
                Map.of("content-type", "application/json"));
    }

    private static Exchange connecting() {
        return new Exchange(
                Optional.of(RequestPhase.CONNECTING),
                new PhaseNanos(12_000, -1, -1, -1, -1, -1, -1),
                BodySizes.UNSEEN,
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    private static RequestCompleted end(EndOutcome outcome, long nanos, int status, String errorType) {
        return end(outcome, nanos, status, errorType, Exchange.UNSEEN);
    }

    private static RequestCompleted end(
            EndOutcome outcome, long nanos, int status, String errorType, Exchange exchange) {
        return new RequestCompleted(
                ID,
                INSTANCE,
                outcome,
                Duration.ofNanos(nanos),
                status == 0 ? OptionalInt.empty() : OptionalInt.of(status),
                Optional.of(errorType).filter(type -> !type.isEmpty()),
                exchange);
    }

    private static InstanceHeartbeat usualHeartbeat(String service) {
        return heartbeat(service, 1801, 10, COUNTERS, BEFORE, Set.of(ID, OTHER_ID));
    }

    private static InstanceHeartbeat heartbeat(
            String service, long sequence, long lease, RequestCounters counters, Instant before, Set<UUID> open) {
        return new InstanceHeartbeat(INSTANCE, service, sequence, Duration.ofSeconds(lease), counters, before, open);
    }

    /** A stop with two open requests, of which the first and the second have come so far. */
    private static InstanceStopped usualStop(
            String service, StopReason reason, Instant before, RequestPhase... phases) {
        Optional<RequestPhase> first = Arrays.stream(phases).findFirst();
        Optional<RequestPhase> second = Arrays.stream(phases).skip(1).findFirst();
        return stopped(service, 1801, reason, COUNTERS, before, Map.of(ID, first, OTHER_ID, second));
    }

    private static InstanceStopped stopped(
            String service,
            long sequence,
            StopReason reason,
            RequestCounters counters,
            Instant before,
            Map<UUID, Optional<RequestPhase>> open) {
        return new InstanceStopped(INSTANCE, service, sequence, reason, counters, before, open);
    }
}
