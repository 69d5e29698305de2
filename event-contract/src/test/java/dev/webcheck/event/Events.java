package dev.webcheck.event;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;
import net.jqwik.api.domains.DomainContextBase;

/** Any events. */
class Events extends DomainContextBase {

    private static final long LATEST = RequestIds.LATEST.toEpochMilli();

    @Provide
    Arbitrary<Event> events() {
        // Their combined edge cases outnumber all tries; those of each part are tried all the same.
        return Arbitraries.<Event>oneOf(begins(), ends(), heartbeats(), stops()).withoutEdgeCases();
    }

    static Arbitrary<RequestBegin> begins() {
        return Combinators.combine(
                        requestIds(),
                        uuids(),
                        Arbitraries.integers().greaterOrEqual(1),
                        uuids(),
                        text(EventLimits.SERVICE_LENGTH),
                        tokens(EventLimits.METHOD_LENGTH),
                        urls(),
                        Combinators.combine(traces().optional(), headers(), Arbitraries.of(true, false))
                                .as(Carried::new))
                .as((id, callId, attempt, instance, service, method, url, carried) -> new RequestBegin(
                        id,
                        callId,
                        attempt,
                        instance,
                        service,
                        method,
                        url,
                        carried.trace(),
                        carried.headers(),
                        carried.amended()));
    }

    static Arbitrary<RequestCompleted> ends() {
        return Combinators.combine(
                        requestIds(),
                        uuids(),
                        Arbitraries.of(EndOutcome.class),
                        Arbitraries.longs().greaterOrEqual(0),
                        Arbitraries.integers().between(100, 999).optional(),
                        text(EventLimits.ERROR_TYPE_LENGTH).optional(),
                        exchanges())
                .as(Events::end);
    }

    static Arbitrary<InstanceHeartbeat> heartbeats() {
        return Combinators.combine(
                        uuids(),
                        text(EventLimits.SERVICE_LENGTH),
                        Arbitraries.longs().greaterOrEqual(1),
                        leases(),
                        counters(),
                        times(),
                        openRequests())
                .as(InstanceHeartbeat::new);
    }

    static Arbitrary<InstanceStopped> stops() {
        return Combinators.combine(
                        uuids(),
                        text(EventLimits.SERVICE_LENGTH),
                        Arbitraries.longs().greaterOrEqual(1),
                        Arbitraries.of(StopReason.class),
                        counters(),
                        times(),
                        phases())
                .as(InstanceStopped::new);
    }

    static Arbitrary<Exchange> exchanges() {
        Arbitrary<Long> measure = Arbitraries.longs().greaterOrEqual(PhaseNanos.NOT_SEEN);
        Arbitrary<PhaseNanos> phases = Combinators.combine(
                        measure, measure, measure, measure, measure, measure, measure)
                .as(PhaseNanos::new);
        Arbitrary<Peer> peers = Combinators.combine(
                        text(EventLimits.PEER_ADDRESS_LENGTH),
                        Arbitraries.integers().between(0, 65_535))
                .as(Peer::new);
        Arbitrary<Exchange> seen = Combinators.combine(
                        Arbitraries.of(RequestPhase.class).optional(),
                        Arbitraries.oneOf(phases, Arbitraries.just(PhaseNanos.UNSEEN)),
                        Combinators.combine(measure, measure, measure).as(BodySizes::new),
                        text(EventLimits.PROTOCOL_VERSION_LENGTH).optional(),
                        peers.optional(),
                        headers())
                .as(Exchange::new);
        return Arbitraries.oneOf(seen, Arbitraries.just(Exchange.UNSEEN));
    }

    static Arbitrary<Instant> times() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, LATEST - 1),
                        Arbitraries.integers().between(0, 999_999))
                .as((millis, nanos) -> Instant.ofEpochMilli(millis).plusNanos(nanos));
    }

    static Arbitrary<UUID> requestIds() {
        return Combinators.combine(Arbitraries.longs().between(0, LATEST), Arbitraries.longs(), Arbitraries.longs())
                .as((millis, high, low) -> new UUID(
                        (millis << 16) | 0x7000 | (high & 0xFFF), Long.MIN_VALUE | (low & 0x3FFF_FFFF_FFFF_FFFFL)));
    }

    static Arbitrary<UUID> uuids() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
    }

    /** Any text that can be stored, often with what lies outside the first 65,536 code points. */
    static Arbitrary<String> text(int most) {
        StringArbitrary plain = Arbitraries.strings().withCharRange('\1', '\uD7FF');
        Arbitrary<String> high =
                Arbitraries.integers().between(0x10000, 0x10FFFF).map(Character::toString);
        return Arbitraries.oneOf(
                        plain.ofMinLength(1).ofMaxLength(1),
                        plain.ofMaxLength(9),
                        high,
                        Arbitraries.of("\"", "\\", "\n", "\u2028", "é"))
                .list()
                .ofMinSize(1)
                .ofMaxSize(Math.max(1, most / 9))
                .map(parts -> String.join("", parts))
                .filter(text -> !text.isEmpty());
    }

    static Arbitrary<String> urls() {
        Arbitrary<String> scheme = Arbitraries.of("http://", "https://", "HTTPS://", "Http://");
        Arbitrary<String> user = Arbitraries.of("", "", "u@", "u:p@", "a@b@");
        Arbitrary<String> host = Arbitraries.of(
                "h",
                "example.com",
                "EXAMPLE.com.",
                "[::1]",
                "[FE80::1%25eth0]",
                "bücher.de",
                "a_b-c.d",
                "127.0.0.1",
                "例え.テスト",
                "i❤.ws");
        Arbitrary<String> port = Arbitraries.oneOf(
                Arbitraries.of("", ":", ":80", ":443", ":00080"),
                Arbitraries.integers().between(0, 65_535).map(number -> ":" + number));
        Arbitrary<String> rest = Arbitraries.oneOf(
                Arbitraries.of("", "/", "?", "#", "/a b", "/%zz", "/\\", "?q=@:/"),
                Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(200).map(path -> "/" + path),
                Arbitraries.strings()
                        .withCharRange('\u00A0', '\uD7FF')
                        .ofMaxLength(200)
                        .map(query -> "?" + query));
        return Combinators.combine(scheme, user, host, port, rest).as((a, b, c, d, e) -> a + b + c + d + e);
    }

    private record Carried(Optional<TraceContext> trace, Map<String, String> headers, boolean amended) {}

    private static Arbitrary<TraceContext> traces() {
        Arbitrary<String> traceIds = Arbitraries.bigIntegers()
                .between(BigInteger.ONE, BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE))
                .map("%032x"::formatted);
        Arbitrary<String> spanIds = Arbitraries.longs().filter(id -> id != 0).map("%016x"::formatted);
        return Combinators.combine(traceIds, spanIds).as(TraceContext::new);
    }

    private static Arbitrary<Map<String, String>> headers() {
        Arbitrary<String> names = tokens(EventLimits.HEADER_NAME_LENGTH).map(name -> name.toLowerCase(Locale.ROOT));
        Arbitrary<String> values = Arbitraries.oneOf(Arbitraries.just(""), text(EventLimits.HEADER_VALUE_LENGTH));
        return Arbitraries.oneOf(
                Arbitraries.just(Map.of()), Arbitraries.maps(names, values).ofMaxSize(EventLimits.HEADERS));
    }

    private static Arbitrary<Map<UUID, Optional<RequestPhase>>> phases() {
        return Arbitraries.maps(requestIds(), Arbitraries.of(RequestPhase.class).optional())
                .ofMaxSize(20);
    }

    private static Arbitrary<String> tokens(int most) {
        return Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars("!#$%&'*+-.^_`|~")
                .ofMinLength(1)
                .ofMaxLength(most);
    }

    private static Arbitrary<Duration> leases() {
        return Arbitraries.longs()
                .between(EventLimits.MIN_LEASE_MILLIS, EventLimits.MAX_LEASE_MILLIS)
                .map(Duration::ofMillis);
    }

    private static Arbitrary<RequestCounters> counters() {
        Arbitrary<Long> count = Arbitraries.longs().greaterOrEqual(0);
        return Combinators.combine(count, count, count).as(RequestCounters::new);
    }

    private static Arbitrary<Set<UUID>> openRequests() {
        return requestIds().set().ofMaxSize(20);
    }

    private static RequestCompleted end(
            UUID id,
            UUID instance,
            EndOutcome outcome,
            long nanos,
            Optional<Integer> status,
            Optional<String> errorType,
            Exchange exchange) {
        boolean needsStatus = outcome == EndOutcome.COMPLETED && status.isEmpty();
        boolean needsType = outcome == EndOutcome.FAILED && errorType.isEmpty();
        return new RequestCompleted(
                id,
                instance,
                outcome,
                Duration.ofNanos(nanos),
                needsStatus ? OptionalInt.of(200) : status.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                needsType ? Optional.of("error") : errorType,
                exchange);
    }
}
