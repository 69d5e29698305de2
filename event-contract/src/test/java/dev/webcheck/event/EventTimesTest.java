package dev.webcheck.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.webcheck.event.InvalidEventException.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventTimesTest {

    private static final Instant LATEST = Instant.parse("2026-01-01T00:00:00.500Z");
    private static final UUID INSTANCE = UUID.randomUUID();
    private static final RequestCounters COUNTERS = new RequestCounters(1, 0, 0);

    static Stream<Event> of(Instant time) {
        UUID id = request(time);
        UUID past = request(LATEST.minusSeconds(1));
        return Stream.of(
                new RequestBegin(id, past, 1, INSTANCE, "shop", "GET", "http://a.example/", Optional.empty(), Map.of()),
                new RequestCompleted(
                        id,
                        INSTANCE,
                        EndOutcome.CANCELLED,
                        Duration.ZERO,
                        OptionalInt.empty(),
                        Optional.empty(),
                        Exchange.UNSEEN),
                heartbeat(time, Set.of()),
                heartbeat(LATEST, new LinkedHashSet<>(List.of(past, id))),
                new InstanceStopped(INSTANCE, "shop", 1, StopReason.DIED, COUNTERS, time, Map.of()),
                new InstanceStopped(
                        INSTANCE, "shop", 1, StopReason.DIED, COUNTERS, LATEST, Map.of(id, Optional.empty())));
    }

    static Stream<Event> ofTheFuture() {
        return Stream.of(LATEST.plusMillis(1), RequestIds.LATEST).flatMap(EventTimesTest::of);
    }

    static Stream<Event> ofThePast() {
        return Stream.of(LATEST, Instant.EPOCH).flatMap(EventTimesTest::of);
    }

    @ParameterizedTest
    @MethodSource("ofTheFuture")
    void every_time_beyond_the_bound_is_refused(Event event) {
        assertThat(violations(event)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("ofThePast")
    void no_other_is(Event event) {
        assertThatCode(() -> EventTimes.check(event, LATEST)).doesNotThrowAnyException();
    }

    @Test
    void a_refusal_names_the_field_its_value_and_both_times() {
        UUID id = request(Instant.parse("9022-05-06T07:08:09Z"));
        Event begin =
                new RequestBegin(id, id, 1, INSTANCE, "shop", "GET", "http://a.example/", Optional.empty(), Map.of());
        assertThat(violations(begin))
                .extracting(Violation::field, Violation::value, Violation::message)
                .containsExactly(tuple(
                        "id",
                        id.toString(),
                        "must hold a time of at most 2026-01-01T00:00:00.500Z, not 9022-05-06T07:08:09Z"));
        assertThat(violations(heartbeat(LATEST.plusSeconds(1), Set.of(id))))
                .extracting(Violation::field)
                .containsExactly("openRequestsBefore", "openRequests");
    }

    private static List<Violation> violations(Event event) {
        InvalidEventException thrown =
                catchThrowableOfType(InvalidEventException.class, () -> EventTimes.check(event, LATEST));
        return thrown == null ? List.of() : thrown.violations();
    }

    private static InstanceHeartbeat heartbeat(Instant before, Set<UUID> open) {
        return new InstanceHeartbeat(INSTANCE, "shop", 1, Duration.ofSeconds(10), COUNTERS, before, open);
    }

    private static UUID request(Instant time) {
        return new UUID(time.toEpochMilli() << 16 | 0x7000L, 0x8000_0000_0000_0001L);
    }
}
