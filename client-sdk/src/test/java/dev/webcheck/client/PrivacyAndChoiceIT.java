package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestPhase;
import dev.webcheck.event.TraceContext;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What of a request is recorded, and which requests are. */
class PrivacyAndChoiceIT {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";
    private static final TraceContext KNOWN = new TraceContext(TRACE, SPAN);

    private final TestServer server = TestServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void what_the_user_adds_is_secret_too() {
        assertThat(urlOf(Webcheck.builder().alsoSensitiveParameters("voucher"), "/ok?voucher=1&token=2&page=3"))
                .endsWith("/ok?voucher=REDACTED&token=REDACTED&page=3");
    }

    @Test
    void what_the_user_names_takes_the_place_of_the_usual() {
        assertThat(urlOf(Webcheck.builder().sensitiveParameters("voucher"), "/ok?Voucher=1&token=2"))
                .endsWith("/ok?Voucher=REDACTED&token=2");
    }

    @Test
    void all_values_can_be_secret() {
        assertThat(urlOf(Webcheck.builder().redactAllParameters(true), "/ok?page=3&sort=up"))
                .endsWith("/ok?page=REDACTED&sort=REDACTED");
    }

    @Test
    void a_long_url_is_cut() {
        String url = urlOf(Webcheck.builder().urlLength(64), "/ok?page=" + "3".repeat(1_000));
        assertThat(url).hasSize(64).startsWith(server.url("/ok?page=333"));
    }

    @Test
    void headers_are_recorded_if_they_are_allowed_and_only_as_far_as_there_is_room() throws IOException {
        try (Recording recording = new Recording(
                Webcheck.builder().requestHeaders("X-Sent", "X-Not-Sent").responseHeaders("X-Many", "X-Long"))) {
            HttpGet request = new HttpGet(server.url("/headers"));
            request.addHeader("x-sent", "1");
            request.addHeader("X-Sent", "2");
            request.addHeader("X-Secret", "3");
            execute(recording, request);
            assertThat(recording.awaitBegins(1).get(0).headers()).isEqualTo(Map.of("x-sent", "1, 2"));
            Map<String, String> received = recording.awaitEnd().exchange().responseHeaders();
            assertThat(received).containsOnlyKeys("x-many", "x-long").containsEntry("x-many", "a, b");
            assertThat(received.get("x-long")).matches("l{900,1024}");
        }
    }

    @Test
    void without_a_word_no_header_is_recorded() throws IOException {
        try (Recording recording = new Recording()) {
            execute(recording, new HttpGet(server.url("/headers")));
            assertThat(recording.awaitBegins(1).get(0).headers()).isEmpty();
            assertThat(recording.awaitEnd().exchange().responseHeaders()).isEmpty();
        }
    }

    @Test
    void a_call_is_sampled_whole_or_not_at_all() throws IOException {
        try (Recording recording = new Recording(Webcheck.builder().samplingRatio(0.5));
                CloseableHttpClient client = client(recording)) {
            for (int i = 0; i < 40; i++) {
                execute(client, new HttpGet(server.url("/moved")));
            }
            int begun = (int) recording.counters().begun();
            assertThat(begun).isBetween(2, 78);
            Map<UUID, Long> requests = recording.awaitBegins(begun).stream()
                    .collect(Collectors.groupingBy(RequestBegin::callId, Collectors.counting()));
            assertThat(requests).allSatisfy((call, count) -> assertThat(count).isEqualTo(2));
            assertThat(recording.counters().unrecorded()).isZero();
        }
    }

    @Test
    void all_requests_of_a_trace_are_sampled_or_none() throws IOException {
        String low = "0af7651916cd43dd84" + "3ff00000000000";
        String high = "0af7651916cd43dd84" + "40000000000000";
        try (Recording recording = new Recording(Webcheck.builder().samplingRatio(0.25));
                CloseableHttpClient client = client(recording)) {
            for (int i = 0; i < 20; i++) {
                execute(client, traced("00-" + low + "-" + SPAN + "-01"));
                execute(client, traced("00-" + high + "-" + SPAN + "-01"));
            }
            assertThat(recording.awaitBegins(20))
                    .allSatisfy(begin -> assertThat(begin.trace()).contains(new TraceContext(low, SPAN)));
        }
    }

    @Test
    void a_request_that_fails_before_its_head_is_complete_is_sampled_too() throws IOException {
        String closed;
        try (TestServer gone = TestServer.start()) {
            closed = gone.url("/ok");
        }
        try (Recording recording = new Recording(Webcheck.builder().samplingRatio(0.999_999_999));
                CloseableHttpClient client = client(recording)) {
            assertThatThrownBy(() -> execute(client, new HttpGet(closed))).isInstanceOf(ConnectException.class);
            RequestCompleted end = recording.awaitFailed("connect");
            assertThat(end.exchange().phase()).contains(RequestPhase.CONNECTING);
            assertThat(recording.awaitBegins(1).get(0).id()).isEqualTo(end.id());
        }
        try (Recording recording = new Recording(Webcheck.builder().samplingRatio(0.000_000_001));
                CloseableHttpClient client = client(recording)) {
            assertThatThrownBy(() -> execute(client, new HttpGet(closed))).isInstanceOf(ConnectException.class);
            assertThat(recording.counters().begun()).isZero();
            assertThat(recording.counters().unrecorded()).isZero();
        }
    }

    @Test
    void a_redirect_to_an_excluded_host_ends_there() throws IOException {
        try (Recording recording = new Recording(Webcheck.builder().excludeHosts("127.0.0.1"))) {
            execute(recording, away());
            assertThat(recording.awaitBegins(1).get(0).url()).isEqualTo(server.url("/away"));
            assertThat(recording.awaitEnd().statusCode()).hasValue(307);
            assertThat(recording.counters().unrecorded()).isZero();
        }
    }

    @Test
    void a_redirect_to_an_included_host_begins_there() throws IOException {
        try (Recording recording = new Recording(Webcheck.builder().includeHosts("127.0.0.1:" + server.port()))) {
            execute(recording, away());
            RequestBegin begin = recording.awaitBegins(1).get(0);
            assertThat(begin.url()).isEqualTo("http://127.0.0.1:" + server.port() + "/ok");
            assertThat(begin.callId()).isEqualTo(begin.id());
            assertThat(recording.awaitEnd().outcome()).isEqualTo(EndOutcome.COMPLETED);
        }
    }

    @Test
    void a_trace_is_taken_from_where_it_stands_and_left_as_it_is() throws IOException {
        for (String parent : List.of(
                "00-" + TRACE + "-" + SPAN + "-00",
                "00-" + TRACE + "-" + SPAN + "-01",
                "cc-" + TRACE + "-" + SPAN + "-01-what the future brings")) {
            assertThat(traceOf(true, parent)).contains(KNOWN);
            assertThat(seen("traceparent")).containsExactly(parent);
            assertThat(seen("tracestate")).containsExactly("vendor=1");
        }
    }

    @Test
    void what_is_no_trace_is_not_taken_and_left_as_it_is() throws IOException {
        for (String parent : List.of(
                "nonsense",
                "ff-" + TRACE + "-" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN + "-01-more",
                "00-" + TRACE.toUpperCase(Locale.ROOT) + "-" + SPAN + "-01",
                "00-" + "0".repeat(32) + "-" + SPAN + "-01")) {
            assertThat(traceOf(true, parent)).isEmpty();
            assertThat(seen("traceparent")).containsExactly(parent);
        }
    }

    @Test
    void without_a_word_no_trace_is_put_in() throws IOException {
        try (Recording recording = new Recording()) {
            execute(recording, new HttpGet(server.url("/ok")));
            assertThat(recording.awaitBegins(1).get(0).trace()).isEmpty();
            assertThat(seen("traceparent")).isEmpty();
        }
    }

    @Test
    void a_trace_that_is_put_in_is_one_for_the_call_with_a_span_for_each_request() throws IOException {
        try (Recording recording = new Recording(Webcheck.builder().propagateTrace(true))) {
            HttpGet request = new HttpGet(server.url("/moved"));
            execute(recording, request);
            List<TraceContext> traces = recording.awaitBegins(2).stream()
                    .map(begin -> begin.trace().orElseThrow())
                    .toList();
            assertThat(traces)
                    .extracting(TraceContext::traceId)
                    .containsOnly(traces.get(0).traceId());
            assertThat(traces).extracting(TraceContext::spanId).doesNotHaveDuplicates();
            TraceContext last = traces.get(1);
            assertThat(seen("traceparent")).containsExactly("00-" + last.traceId() + "-" + last.spanId() + "-01");
            assertThat(request.containsHeader("traceparent")).isFalse();
        }
    }

    private String urlOf(WebcheckBuilder builder, String path) {
        try (Recording recording = new Recording(builder)) {
            execute(recording, new HttpGet(server.url(path)));
            return recording.awaitBegins(1).get(0).url();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Optional<TraceContext> traceOf(boolean propagating, String parent) throws IOException {
        try (Recording recording = new Recording(Webcheck.builder().propagateTrace(propagating))) {
            execute(recording, traced(parent));
            return recording.awaitBegins(1).get(0).trace();
        }
    }

    private HttpGet traced(String parent) {
        HttpGet request = new HttpGet(server.url("/ok"));
        request.setHeader("traceparent", parent);
        request.setHeader("tracestate", "vendor=1");
        return request;
    }

    private HttpGet away() {
        HttpGet request = new HttpGet(server.url("/away"));
        request.setHeader("X-Away", "http://127.0.0.1:" + server.port() + "/ok");
        return request;
    }

    /** The values of a header in the last request that the server has got for {@code /ok}. */
    private List<String> seen(String header) {
        return List.of(server.seen().get(server.seen().size() - 1).getHeaders(header)).stream()
                .map(Header::getValue)
                .toList();
    }

    private static void execute(Recording recording, HttpGet request) throws IOException {
        try (CloseableHttpClient client = client(recording)) {
            execute(client, request);
        }
    }

    private static void execute(CloseableHttpClient client, HttpGet request) throws IOException {
        client.execute(request, response -> EntityUtils.toString(response.getEntity()));
    }

    private static CloseableHttpClient client(Recording recording) {
        return recording.webcheck().instrument(HttpClients.custom()).build();
    }
}
