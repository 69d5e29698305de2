package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webcheck.event.BodySizes;
import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.Peer;
import dev.webcheck.event.PhaseNanos;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestPhase;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds for requests of asynchronous clients in each version of HTTP. */
@Timeout(120)
@SuppressWarnings("FutureReturnValueIgnored") // what is recorded tells how they ended
abstract class AsyncRequestsSpec {

    static AsyncTestServer server;

    final Recording recording = new Recording();
    CloseableHttpAsyncClient client;

    @BeforeAll
    static void start() {
        server = AsyncTestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void startClient() {
        client = client();
        client.start();
    }

    @AfterEach
    void close() {
        client.close(CloseMode.IMMEDIATE);
        recording.close();
    }

    /** A client with instrumentation, which tries again at once, and logs in. */
    abstract CloseableHttpAsyncClient client();

    /** The same without instrumentation. */
    abstract CloseableHttpAsyncClient plainClient();

    /** Where the server speaks its version of HTTP. */
    abstract String url(String path);

    /** The version that it speaks, as events have it. */
    abstract String version();

    @Test
    void a_good_request_has_a_begin_and_an_end() throws Exception {
        String url = url("/ok?q=x&token=hidden");
        assertThat(get(url).getBodyText()).isEqualTo(AsyncTestServer.BODY);

        RequestCompleted end = recording.awaitEnd();
        RequestBegin begin = recording.awaitBegins(1).get(0);
        assertThat(begin.url()).isEqualTo(url("/ok?q=x&token=REDACTED"));
        assertThat(begin.method()).isEqualTo("GET");
        assertThat(begin.attempt()).isEqualTo(1);
        assertThat(end.id()).isEqualTo(begin.id());
        assertThat(end.outcome()).isEqualTo(EndOutcome.COMPLETED);
        assertThat(end.statusCode()).hasValue(200);
        assertThat(end.duration()).isPositive();
        assertThat(recording.counters().unrecorded()).isZero();
    }

    @Test
    void an_end_tells_what_was_seen_of_the_exchange() throws Exception {
        get(url("/ok"));
        RequestCompleted end = recording.awaitEnd();
        URI uri = URI.create(url("/ok"));
        assertThat(end.exchange().protocolVersion()).contains(version());
        assertThat(end.exchange().peer()).contains(new Peer("127.0.0.1", uri.getPort()));
        assertThat(end.exchange().sizes().response()).isEqualTo(AsyncTestServer.BODY.length());
        PhaseNanos phases = end.exchange().phases();
        assertThat(phases.connect()).isPositive();
        assertThat(phases.firstByte()).isPositive();
        assertThat(phases.body()).isNotNegative();
        assertThat(phases.send()).isEqualTo(PhaseNanos.NOT_SEEN);
        assertThat(phases.connect() + phases.firstByte() + phases.body())
                .isLessThan(end.duration().toNanos());
    }

    @Test
    void a_connection_is_kept_and_then_only_leased() throws Exception {
        for (int i = 0; i < 5; i++) {
            get(url("/ok"));
        }
        assertThat(recording.awaitEnds(5)).map(end -> end.exchange().phases()).anySatisfy(phases -> {
            assertThat(phases.connect()).isEqualTo(PhaseNanos.NOT_SEEN);
            assertThat(phases.lease()).isNotNegative();
        });
    }

    @Test
    void an_end_is_recorded_before_the_application_has_the_response() throws Exception {
        for (String path : List.of("/ok", "/empty", "/gzip", "/missing")) {
            long before = recording.counters().ended();
            get(url(path));
            assertThat(recording.counters().ended()).isEqualTo(before + 1);
        }
    }

    @Test
    void an_error_status_is_a_whole_response_too() throws Exception {
        get(url("/missing"));
        RequestCompleted end = recording.awaitEnd();
        assertThat(end.outcome()).isEqualTo(EndOutcome.COMPLETED);
        assertThat(end.statusCode()).hasValue(404);
    }

    @Test
    void a_response_without_a_body_is_complete_with_its_head() throws Exception {
        execute(SimpleRequestBuilder.head(url("/ok")).build());
        get(url("/empty"));
        List<RequestCompleted> ends = recording.awaitEnds(2);
        assertThat(ends).extracting(end -> end.statusCode().getAsInt()).containsExactly(200, 204);
        assertThat(ends).extracting(RequestCompleted::outcome).containsOnly(EndOutcome.COMPLETED);
    }

    @Test
    void a_redirect_is_two_requests_of_one_call() throws Exception {
        HttpClientContext context = HttpClientContext.create();
        client.execute(SimpleRequestBuilder.get(url("/moved")).build(), context, null)
                .get();
        List<RequestCompleted> ends = recording.awaitEnds(2);
        List<RequestBegin> begins = recording.awaitBegins(2);
        assertThat(begins).extracting(RequestBegin::attempt).containsExactly(1, 2);
        assertThat(begins)
                .extracting(RequestBegin::callId)
                .containsOnly(begins.get(0).callId());
        assertThat(begins.get(1).url()).isEqualTo(url("/ok?token=REDACTED"));
        assertThat(ends).extracting(end -> end.statusCode().getAsInt()).containsExactly(302, 200);
        assertThat(ends.get(0).exchange().sizes().response()).isEqualTo("elsewhere".length());
        assertThat(Webcheck.requestId(context)).contains(begins.get(1).id());
    }

    @Test
    void a_retry_is_a_request_of_its_own() throws Exception {
        server.beBusy(1);
        get(url("/busy"));
        List<RequestCompleted> ends = recording.awaitEnds(2);
        List<RequestBegin> begins = recording.awaitBegins(2);
        assertThat(begins).extracting(RequestBegin::attempt).containsExactly(1, 2);
        assertThat(begins.get(0).callId()).isEqualTo(begins.get(1).callId());
        assertThat(ends).extracting(end -> end.statusCode().getAsInt()).containsExactly(503, 200);
    }

    @Test
    void an_answer_to_a_challenge_is_a_request_of_its_own() throws Exception {
        HttpClientContext context = HttpClientContext.create();
        BasicCredentialsProvider credentials = new BasicCredentialsProvider();
        credentials.setCredentials(
                new AuthScope(null, -1), new UsernamePasswordCredentials("me", "secret".toCharArray()));
        context.setCredentialsProvider(credentials);
        client.execute(SimpleRequestBuilder.get(url("/secret")).build(), context, null)
                .get();
        List<RequestBegin> begins = recording.awaitBegins(2);
        assertThat(begins).extracting(RequestBegin::attempt).containsExactly(1, 2);
        assertThat(begins.get(0).callId()).isEqualTo(begins.get(1).callId());
        assertThat(recording.awaitEnds(2))
                .extracting(end -> end.statusCode().getAsInt())
                .containsExactly(401, 200);
    }

    @Test
    void calls_that_share_a_context_at_the_same_time_stay_apart() throws Exception {
        HttpClientContext context = HttpClientContext.create();
        Future<SimpleHttpResponse> one = client.execute(
                SimpleRequestBuilder.get(url("/busy-at-first?one")).build(), context, null);
        Future<SimpleHttpResponse> other = client.execute(
                SimpleRequestBuilder.get(url("/busy-at-first?other")).build(), context, null);
        one.get();
        other.get();
        recording.awaitEnds(4);
        Map<UUID, List<Integer>> attempts = recording.awaitBegins(4).stream()
                .collect(Collectors.groupingBy(
                        RequestBegin::callId, Collectors.mapping(RequestBegin::attempt, Collectors.toList())));
        assertThat(attempts.values()).containsExactly(List.of(1, 2), List.of(1, 2));
    }

    @Test
    void what_is_sent_is_counted() throws Exception {
        String text = "x".repeat(100_000);
        SimpleHttpResponse response = execute(SimpleRequestBuilder.post(url("/echo"))
                .setBody(text, ContentType.TEXT_PLAIN)
                .build());
        assertThat(response.getBodyText()).isEqualTo(text);
        RequestCompleted end = recording.awaitEnd();
        assertThat(end.exchange().sizes()).isEqualTo(new BodySizes(100_000, 100_000, BodySizes.NOT_SEEN));
        assertThat(end.exchange().phases().send()).isNotNegative();
        assertThat(end.exchange().phases().firstByte()).isNotNegative();
    }

    @Test
    void a_request_ends_when_its_body_has_arrived_to_the_end_not_before() throws Exception {
        StreamedResponse response = StreamedResponse.taking(10_000);
        Future<StreamedResponse> future = stream("/large", response);
        await().until(() -> response.received() > 0);
        assertThat(recording.counters().ended()).isZero();
        int held = response.received();
        assertThat(held).isLessThan(AsyncTestServer.LARGE);
        response.take(AsyncTestServer.LARGE);
        future.get();
        assertThat(recording.counters().ended()).isEqualTo(1);
        assertThat(recording.awaitEnd().exchange().sizes().response()).isEqualTo(AsyncTestServer.LARGE);
    }

    @Test
    void trailers_are_preserved() throws Exception {
        StreamedResponse response =
                stream("/trailers", StreamedResponse.takingAll()).get();
        assertThat(response.text()).isEqualTo(AsyncTestServer.BODY);
        assertThat(response.trailers()).extracting(Header::getName).contains("digest");
        assertThat(recording.awaitEnd().outcome()).isEqualTo(EndOutcome.COMPLETED);
    }

    @Test
    void an_informational_response_is_passed_on_and_is_not_the_end() throws Exception {
        StreamedResponse seen = stream("/hints", StreamedResponse.takingAll()).get();
        assertThat(seen.text()).isEqualTo(AsyncTestServer.BODY);
        RequestCompleted end = recording.awaitEnd();
        assertThat(end.statusCode()).hasValue(200);
        assertThat(end.exchange().sizes().response()).isEqualTo(AsyncTestServer.BODY.length());
        try (CloseableHttpAsyncClient plain = plainClient()) {
            plain.start();
            StreamedResponse reference = StreamedResponse.takingAll();
            plain.execute(AsyncRequestBuilder.get(url("/hints")).build(), reference, null)
                    .get();
            assertThat(seen.informational()).isEqualTo(reference.informational());
        }
    }

    @Test
    void what_the_application_sees_of_a_response_is_unchanged() throws Exception {
        try (CloseableHttpAsyncClient plain = plainClient()) {
            plain.start();
            for (String path : List.of("/ok", "/missing", "/trailers", "/gzip", "/large", "/moved")) {
                assertThat(description(client, path)).isEqualTo(description(plain, path));
            }
        }
    }

    @Test
    void an_answer_that_httpclient_discards_has_its_size() throws Exception {
        HttpClientContext context = HttpClientContext.create();
        BasicCredentialsProvider credentials = new BasicCredentialsProvider();
        credentials.setCredentials(
                new AuthScope(null, -1), new UsernamePasswordCredentials("me", "mine".toCharArray()));
        context.setCredentialsProvider(credentials);
        server.beBusy(1);
        for (String path : List.of("/moved", "/busy", "/secret")) {
            // HttpClient may lease a connection for the next call that is closed since it discarded an answer.
            try (CloseableHttpAsyncClient fresh = client()) {
                fresh.start();
                fresh.execute(SimpleRequestBuilder.get(url(path)).build(), context, null)
                        .get();
            }
        }
        long body = AsyncTestServer.BODY.length();
        assertThat(recording.awaitEnds(6))
                .extracting(end -> end.exchange().sizes().response())
                .containsExactly((long) "elsewhere".length(), body, body, body, body, body);
    }

    @Test
    void what_is_decoded_is_counted_on_both_sides() throws Exception {
        SimpleHttpResponse response = get(url("/gzip"));
        BodySizes sizes = recording.awaitEnd().exchange().sizes();
        assertThat(sizes.response()).isEqualTo(AsyncTestServer.gzip().length);
        boolean decoded = AsyncTestServer.BODY.equals(response.getBodyText());
        assertThat(sizes.responseDecoded()).isEqualTo(decoded ? AsyncTestServer.BODY.length() : BodySizes.NOT_SEEN);
    }

    @Test
    void what_is_stopped_while_it_waits_for_an_answer_says_so() {
        int before = server.held();
        stream("/held", StreamedResponse.takingAll());
        await().until(() -> server.held() > before);
        assertOpenAt(RequestPhase.AWAITING);
    }

    @Test
    void what_is_stopped_while_it_is_sent_says_so() {
        UnendingBody body = UnendingBody.stuck();
        client.execute(
                AsyncRequestBuilder.post(url("/echo")).setEntity(body).build(), StreamedResponse.takingAll(), null);
        await().until(() -> body.started());
        assertOpenAt(RequestPhase.SENDING);
    }

    @Test
    void what_is_stopped_while_its_body_is_read_says_so() {
        StreamedResponse response = StreamedResponse.takingAll();
        stream("/stuck", response);
        await().until(() -> response.received() > 0);
        assertOpenAt(RequestPhase.READING);
    }

    @Test
    void a_client_goes_on_when_webcheck_is_closed() throws Exception {
        recording.close();
        assertThat(get(url("/ok")).getBodyText()).isEqualTo(AsyncTestServer.BODY);
        assertThat(recording.counters().begun()).isZero();
    }

    private void assertOpenAt(RequestPhase phase) {
        UUID id = recording.awaitBegins(1).get(0).id();
        assertThat(recording.stop().phases()).containsEntry(id, Optional.of(phase));
    }

    SimpleHttpResponse get(String url) throws Exception {
        return execute(SimpleRequestBuilder.get(url).build());
    }

    SimpleHttpResponse execute(SimpleHttpRequest request) throws Exception {
        return client.execute(request, null).get();
    }

    Future<StreamedResponse> stream(String path, StreamedResponse response) {
        return client.execute(AsyncRequestBuilder.get(url(path)).build(), response, null);
    }

    private String description(CloseableHttpAsyncClient asked, String path) throws Exception {
        StreamedResponse response = asked.execute(
                        SimpleRequestProducer.create(
                                SimpleRequestBuilder.get(url(path)).build()),
                        StreamedResponse.takingAll(),
                        null)
                .get();
        return String.join(
                " ",
                response.head().toString(),
                String.valueOf(response.entity().getContentLength()),
                String.valueOf(response.entity().isChunked()),
                response.entity().getContentType(),
                String.valueOf(response.entity().getContentEncoding()),
                String.valueOf(response.entity().getTrailerNames()),
                response.trailers().toString(),
                response.text());
    }
}
