package dev.webcheck.client.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webcheck.client.compact.Measurements.Measure;
import dev.webcheck.event.BodySizes;
import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.EventCodec;
import dev.webcheck.event.EventLimits;
import dev.webcheck.event.Exchange;
import dev.webcheck.event.Peer;
import dev.webcheck.event.PhaseNanos;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestIds;
import dev.webcheck.event.RequestPhase;
import dev.webcheck.event.TraceContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The compact form and the codec say the same of the same event. */
class CompactFormTest {

    private static final String SOCKET = "/run/docker.sock";

    private static final UUID INSTANCE = UUID.randomUUID();
    private static final String SERVICE = "service \"é\"";

    private final EventCodec codec = new EventCodec();
    private final EncodedEvents events = new EncodedEvents(INSTANCE, SERVICE);

    @Property
    void a_begin_becomes_what_the_codec_makes_of_it(
            @ForAll long random,
            @ForAll @IntRange(min = 1) int attempt,
            @ForAll("texts") String path,
            @ForAll boolean traced,
            @ForAll boolean amended,
            @ForAll("headers") Map<String, String> headers) {
        UUID id = RequestIds.next();
        UUID callId = new UUID(random, ~random);
        String url = "http://h/" + path;
        Optional<TraceContext> trace = traced
                ? Optional.of(new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"))
                : Optional.empty();
        RecordBuffer record = RecordBuffer.ofThread();
        BeginRecord.write(record, id, callId, attempt, "GET", url, trace, headers, amended);
        events.addBegin(record.array(), 0);

        RequestBegin event =
                new RequestBegin(id, callId, attempt, INSTANCE, SERVICE, "GET", url, trace, headers, amended);
        assertThat(codec.decode(last())).isEqualTo(event);
    }

    @Property
    void an_end_becomes_what_the_codec_makes_of_it(
            @ForAll EndOutcome outcome,
            @ForAll @LongRange(min = 0) long duration,
            @ForAll @IntRange(min = 100, max = 999) int status,
            @ForAll RequestPhase phase,
            @ForAll("measures") @Size(10) long[] measures,
            @ForAll("addresses") byte[] address,
            @ForAll @IntRange(min = 0, max = 65_535) int port,
            @ForAll boolean seen,
            @ForAll boolean throughSocket,
            @ForAll("headers") Map<String, String> headers)
            throws UnknownHostException {
        UUID id = RequestIds.next();
        Measurements measurements = new Measurements();
        for (Measure measure : Measure.values()) {
            if (measures[List.of(Measure.values()).indexOf(measure)] >= 0) {
                measurements.set(measure, measures[List.of(Measure.values()).indexOf(measure)]);
            }
        }
        @Nullable String errorType = outcome == EndOutcome.FAILED ? "reset" : null;
        InetAddress peer = InetAddress.getByAddress(address);
        RecordBuffer record = RecordBuffer.ofThread();
        EndRecord.write(
                record,
                id,
                outcome,
                duration,
                status,
                errorType,
                seen ? phase : null,
                measurements,
                seen ? "1.1" : null,
                seen && !throughSocket ? new InetSocketAddress(peer, port) : null,
                seen && throughSocket ? SOCKET : null,
                headers);
        events.addEnd(record.array(), 0);

        RequestCompleted event = new RequestCompleted(
                id,
                INSTANCE,
                outcome,
                Duration.ofNanos(duration),
                OptionalInt.of(status),
                Optional.ofNullable(errorType),
                new Exchange(
                        seen ? Optional.of(phase) : Optional.empty(),
                        new PhaseNanos(
                                measures[0],
                                measures[1],
                                measures[2],
                                measures[3],
                                measures[4],
                                measures[5],
                                measures[6]),
                        new BodySizes(measures[7], measures[8], measures[9]),
                        seen ? Optional.of("1.1") : Optional.empty(),
                        seen
                                ? Optional.of(
                                        throughSocket ? new Peer(SOCKET, 0) : new Peer(peer.getHostAddress(), port))
                                : Optional.empty(),
                        headers));
        assertThat(codec.decode(last())).isEqualTo(event);
    }

    @Example
    void of_a_socket_with_a_long_path_the_end_is_told() {
        String path = "/" + "long".repeat(40) + "/docker.sock";
        RecordBuffer record = RecordBuffer.ofThread();
        EndRecord.write(
                record,
                RequestIds.next(),
                EndOutcome.COMPLETED,
                1,
                200,
                null,
                null,
                new Measurements(),
                null,
                null,
                path,
                Map.of());
        events.addEnd(record.array(), 0);
        RequestCompleted end = (RequestCompleted) codec.decode(last());
        assertThat(end.exchange().peer())
                .contains(new Peer(path.substring(path.length() - EventLimits.PEER_ADDRESS_LENGTH), 0));
    }

    @Example
    void an_end_of_which_every_field_is_as_large_as_an_event_may_have_it_has_room() throws UnknownHostException {
        Measurements measurements = new Measurements();
        for (Measure measure : Measure.values()) {
            measurements.set(measure, Long.MAX_VALUE);
        }
        Map<String, String> headers = largestHeaders();
        for (String widest : List.of("\uFFFD", "\uD83D\uDE00", "x")) {
            for (boolean withHeaders : List.of(true, false)) {
                RecordBuffer record = RecordBuffer.ofThread();
                EndRecord.write(
                        record,
                        RequestIds.next(),
                        EndOutcome.FAILED,
                        Long.MAX_VALUE,
                        999,
                        text(widest, EventLimits.ERROR_TYPE_LENGTH),
                        RequestPhase.READING,
                        measurements,
                        text(widest, EventLimits.PROTOCOL_VERSION_LENGTH),
                        new InetSocketAddress(InetAddress.getByName("2001:db8::1"), 65_535),
                        null,
                        withHeaders ? headers : Map.of());
                assertThat(record.length()).isLessThanOrEqualTo(EndRecord.largest(withHeaders));
                events.addEnd(record.array(), 0);
                RequestCompleted end = (RequestCompleted) codec.decode(last());
                assertThat(end.errorType()).contains(text(widest, EventLimits.ERROR_TYPE_LENGTH));
                assertThat(headers).containsAllEntriesOf(end.exchange().responseHeaders());
                assertThat(end.exchange().responseHeaders().isEmpty()).isEqualTo(!withHeaders);
            }
        }
    }

    @Example
    void a_begin_of_which_every_field_is_as_large_as_an_event_may_have_it_has_room() {
        RecordBuffer record = RecordBuffer.ofThread();
        UUID id = RequestIds.next();
        BeginRecord.write(
                record,
                id,
                id,
                Integer.MAX_VALUE,
                text("\uFFFD", EventLimits.METHOD_LENGTH),
                text("\uFFFD", EventLimits.URL_LENGTH),
                Optional.of(new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7")),
                largestHeaders(),
                true);
        assertThat(record.length()).isLessThanOrEqualTo(BeginRecord.LARGEST);
    }

    /** More than are recorded. The first ones have as many characters as may be, of three bytes. */
    private static Map<String, String> largestHeaders() {
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 0; i < EventLimits.HEADERS - 1; i++) {
            headers.put("h" + i, text("\uFFFD", 20));
        }
        headers.put(text("n", EventLimits.HEADER_NAME_LENGTH), text("\uFFFD", EventLimits.HEADER_VALUE_LENGTH));
        return headers;
    }

    private static String text(String part, int characters) {
        return part.repeat(characters / part.length());
    }

    @Example
    void a_record_that_cannot_be_read_leaves_the_events_as_they_were() {
        RecordBuffer record = RecordBuffer.ofThread();
        UUID id = RequestIds.next();
        BeginRecord.write(record, id, id, 1, "GET", "http://h/", Optional.empty(), Map.of(), false);
        events.addBegin(record.array(), 0);
        assertThatThrownBy(() -> events.addBegin(new byte[20], 0)).isInstanceOf(RuntimeException.class);
        events.addBegin(record.array(), 0);
        assertThat(events.size()).isEqualTo(2);
        assertThat(text(events.json(1, 2))).isEqualTo(text(events.json(0, 1)));
        assertThat(text(events.json(0, 2)))
                .isEqualTo("[" + text(events.json(0, 1)) + "," + text(events.json(1, 2)) + "]");
        assertThat(events.length(0, 2)).isEqualTo(events.json(0, 2).length);
        assertThat(events.length(1, 2)).isEqualTo(events.json(1, 2).length);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("a/\"\\\t\u0000é€\uD83D\uDE00")
                .ofMaxLength(50)
                .filter(CompactFormTest::isWhole);
    }

    private static boolean isWhole(String text) {
        return text.equals(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                && text.chars().noneMatch(Character::isISOControl);
    }

    @Provide
    Arbitrary<Map<String, String>> headers() {
        return Arbitraries.maps(
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .ofMinLength(1)
                                .ofMaxLength(8),
                        texts())
                .ofMaxSize(3);
    }

    @Provide
    Arbitrary<long[]> measures() {
        return Arbitraries.oneOf(Arbitraries.just(-1L), Arbitraries.longs().greaterOrEqual(0))
                .array(long[].class)
                .ofSize(10);
    }

    @Provide
    Arbitrary<byte[]> addresses() {
        return Arbitraries.oneOf(
                Arbitraries.bytes().array(byte[].class).ofSize(4),
                Arbitraries.bytes().array(byte[].class).ofSize(16));
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    private byte[] last() {
        return events.json(events.size() - 1, events.size());
    }
}
