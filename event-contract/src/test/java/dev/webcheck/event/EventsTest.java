package dev.webcheck.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsTest {

    private static final UUID ID = RequestIds.next();
    private static final UUID INSTANCE = UUID.randomUUID();
    private static final RequestCounters NOTHING = new RequestCounters(0, 0, 0);

    @Test
    void a_begin_knows_its_start_and_its_website() {
        RequestBegin begin = begin("checkout", "https://U:p@API.example.com:443/");

        assertThat(begin.startedAt()).isEqualTo(RequestIds.startedAt(ID));
        assertThat(begin.website()).isEqualTo("api.example.com");
    }

    @Test
    void a_limit_counts_characters_as_unicode_does() {
        assertThat(begin("🔎".repeat(255), "http://h/").service()).hasSize(510);
        assertThatThrownBy(() -> begin("🔎".repeat(256), "http://h/"))
                .hasMessageStartingWith("service must have 1 to 255 characters, but is 🔎")
                .hasMessageEndingWith("🔎…");
    }

    @Test
    void an_error_shows_no_half_pair_and_nothing_that_disguises_it() {
        assertThatThrownBy(() -> begin("a".repeat(99) + "🔎".repeat(300), "http://h/"))
                .hasMessageEndingWith("a🔎…");
        assertThatThrownBy(() -> begin("s", "http://h/\r\nX: y\u202e\u2028"))
                .hasMessageEndingWith(", but is http://h/\ufffd\ufffdX: y\ufffd\ufffd");
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() {
        assertThatThrownBy(() ->
                        new RequestBegin(INSTANCE, INSTANCE, 0, INSTANCE, "", "G T", "h", Optional.empty(), Map.of()))
                .hasMessage("id must be a UUID of version 7, but is " + INSTANCE
                        + "; attempt must be at least 1, but is 0"
                        + "; service must have 1 to 255 characters"
                        + "; method must be an HTTP token, but is G T"
                        + "; url must be an absolute http or https URL with a valid host and no control characters,"
                        + " but is h");
    }

    @Test
    void a_duration_is_bounded_by_what_64_bits_hold_in_nanoseconds() {
        assertThat(end(Duration.ofNanos(Long.MAX_VALUE)).duration()).hasNanos(Long.MAX_VALUE);
        assertThatThrownBy(() -> end(Duration.ofNanos(Long.MAX_VALUE).plusNanos(1)))
                .hasMessageStartingWith("durationNanos must be at most 9223372036854775807, but is PT");
        assertThatThrownBy(() -> end(Duration.ofSeconds(Long.MAX_VALUE))).isInstanceOf(InvalidEventException.class);
        assertThatThrownBy(() -> end(Duration.ofSeconds(Long.MIN_VALUE))).isInstanceOf(InvalidEventException.class);
        assertThatThrownBy(() -> end(Duration.ofNanos(-1))).hasMessage("durationNanos must be at least 0, but is -1");
    }

    @Test
    void a_lease_is_cut_to_milliseconds() {
        assertThat(heartbeat(Duration.ofNanos(1_000_999_999)).lease()).hasMillis(1_000);
        assertThatThrownBy(() -> heartbeat(Duration.ofNanos(999_999_999)))
                .hasMessage("leaseMillis must be from 1000 to 86400000, but is 999");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 86_401, Long.MAX_VALUE})
    void a_lease_outside_of_its_bounds_is_refused(long seconds) {
        assertThatThrownBy(() -> heartbeat(Duration.ofSeconds(seconds)))
                .isInstanceOf(InvalidEventException.class)
                .hasMessageStartingWith("leaseMillis must be from 1000 to 86400000, but is ");
    }

    @Test
    void a_sign_keeps_its_own_copy_of_the_open_requests() {
        Map<UUID, Optional<RequestPhase>> open = new HashMap<>(Map.of(ID, Optional.of(RequestPhase.SENDING)));
        var stopped = new InstanceStopped(INSTANCE, "s", 1, StopReason.DIED, NOTHING, Instant.now(), open);
        open.clear();

        assertThat(stopped.openRequests()).containsExactly(ID);
        assertThat(stopped.phases()).containsExactly(entry(ID, Optional.of(RequestPhase.SENDING)));
    }

    @Test
    void an_event_keeps_its_own_copy_of_its_headers_in_the_order_of_their_names() {
        Map<String, String> headers = new HashMap<>(Map.of("z", "1", "a", "2"));
        var begin = new RequestBegin(ID, ID, 1, INSTANCE, "s", "GET", "http://h/", Optional.empty(), headers);
        var exchange = new Exchange(
                Optional.empty(), PhaseNanos.UNSEEN, BodySizes.UNSEEN, Optional.empty(), Optional.empty(), headers);
        headers.clear();

        assertThat(begin.headers()).containsExactly(entry("a", "2"), entry("z", "1"));
        assertThat(exchange.responseHeaders()).containsExactly(entry("a", "2"), entry("z", "1"));
    }

    @Test
    void what_was_not_seen_is_said_by_minus_one_alone() {
        assertThat(new BodySizes(-1, 0, -1).request()).isEqualTo(BodySizes.NOT_SEEN);
        assertThatThrownBy(() -> new BodySizes(-2, 0, -3))
                .hasMessage("requestBodySize must be at least 0, but is -2"
                        + "; responseDecodedBodySize must be at least 0, but is -3");
        assertThatThrownBy(() -> new PhaseNanos(-1, -1, -1, -1, -1, -2, -1))
                .hasMessage("phaseNanos.firstByte must be at least 0, but is -2");
    }

    @Test
    void a_sign_lists_request_ids_alone_and_not_too_many() {
        assertThatThrownBy(() -> stopped(Set.of(INSTANCE)))
                .hasMessage("openRequests must be UUIDs of version 7, but is " + INSTANCE);
        Set<UUID> many = new HashSet<>();
        while (many.size() <= EventLimits.OPEN_REQUESTS) {
            many.add(RequestIds.next());
        }
        assertThatThrownBy(() -> stopped(many))
                .hasMessage("openRequests must have at most 10000 ids, but is 10001 ids");
    }

    @Test
    void the_key_of_a_record_is_the_instance() {
        assertThat(RequestEventsTopic.key(end(Duration.ZERO)))
                .isEqualTo(INSTANCE.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static RequestBegin begin(String service, String url) {
        return new RequestBegin(ID, ID, 1, INSTANCE, service, "GET", url, Optional.empty(), Map.of());
    }

    private static RequestCompleted end(Duration duration) {
        return new RequestCompleted(
                ID, INSTANCE, EndOutcome.CANCELLED, duration, OptionalInt.empty(), Optional.empty(), Exchange.UNSEEN);
    }

    private static InstanceHeartbeat heartbeat(Duration lease) {
        return new InstanceHeartbeat(INSTANCE, "s", 1, lease, NOTHING, Instant.EPOCH, Set.of());
    }

    private static InstanceStopped stopped(Set<UUID> open) {
        Map<UUID, Optional<RequestPhase>> phases =
                open.stream().collect(Collectors.toMap(id -> id, id -> Optional.empty()));
        return new InstanceStopped(INSTANCE, "s", 1, StopReason.DIED, NOTHING, Instant.EPOCH, phases);
    }
}
