package dev.webcheck.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.InstanceHeartbeat;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpHead;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordedRequestsIT {

    private final TestServer server = TestServer.start();
    private final Recording recording = new Recording();
    private final Webcheck webcheck = recording.webcheck();
    private final CloseableHttpClient client =
            webcheck.instrument(HttpClients.custom()).build();

    @AfterEach
    void close() throws IOException {
        client.close();
        recording.close();
        server.close();
    }

    @Test
    void a_good_request_has_a_begin_and_an_end() throws IOException {
        String url = server.url("/ok?q=x&token=hidden");
        assertThat(get(url)).isEqualTo(TestServer.BODY);

        RequestCompleted end = recording.awaitEnds(1).get(0);
        RequestBegin begin = recording.awaitBegins(1).get(0);
        assertThat(begin.url()).isEqualTo(server.url("/ok?q=x&token=REDACTED"));
        assertThat(begin.method()).isEqualTo("GET");
        assertThat(begin.service()).isEqualTo("test");
        assertThat(begin.instanceId()).isEqualTo(webcheck.instanceId());
        assertThat(begin.attempt()).isEqualTo(1);
        assertThat(end.id()).isEqualTo(begin.id());
        assertThat(end.outcome()).isEqualTo(EndOutcome.COMPLETED);
        assertThat(end.statusCode()).hasValue(200);
        assertThat(end.duration()).isPositive();
        assertThat(webcheck.counters().begun()).isEqualTo(1);
        assertThat(webcheck.counters().ended()).isEqualTo(1);
        assertThat(webcheck.counters().ownFailures()).isZero();
    }

    @Test
    void the_first_event_of_an_instance_is_its_first_heartbeat() throws IOException {
        get(server.url("/ok"));
        recording.awaitEnds(1);
        assertThat(recording.events().get(0))
                .isInstanceOfSatisfying(InstanceHeartbeat.class, first -> assertThat(first.sequence())
                        .isEqualTo(1));
        assertThat(recording.events()).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void an_error_status_is_a_whole_response_too() throws IOException {
        get(server.url("/missing"));
        RequestCompleted end = recording.awaitEnds(1).get(0);
        assertThat(end.outcome()).isEqualTo(EndOutcome.COMPLETED);
        assertThat(end.statusCode()).hasValue(404);
    }

    @Test
    void a_redirect_is_two_requests_of_one_call() throws IOException {
        HttpClientContext context = HttpClientContext.create();
        client.execute(new HttpGet(server.url("/moved")), context, response -> null);

        List<RequestCompleted> ends = recording.awaitEnds(2);
        List<RequestBegin> begins = recording.awaitBegins(2);
        assertThat(begins).extracting(RequestBegin::attempt).containsExactly(1, 2);
        assertThat(begins)
                .extracting(RequestBegin::callId)
                .containsOnly(begins.get(0).callId());
        assertThat(begins.get(1).url()).isEqualTo(server.url("/ok?token=REDACTED"));
        assertThat(ends).extracting(end -> end.statusCode().getAsInt()).containsExactly(302, 200);
        assertThat(Webcheck.requestId(context)).contains(begins.get(1).id());
    }

    @Test
    void a_retry_is_a_request_of_its_own() throws IOException {
        get(server.url("/busy"));
        List<RequestCompleted> ends = recording.awaitEnds(2);
        List<RequestBegin> begins = recording.awaitBegins(2);
        assertThat(begins).extracting(RequestBegin::attempt).containsExactly(1, 2);
        assertThat(begins.get(0).callId()).isEqualTo(begins.get(1).callId());
        assertThat(ends).extracting(end -> end.statusCode().getAsInt()).containsExactly(503, 200);
    }

    @Test
    void two_calls_with_one_context_stay_two_calls() throws IOException {
        HttpClientContext context = HttpClientContext.create();
        client.execute(new HttpGet(server.url("/ok")), context, response -> null);
        client.execute(new HttpGet(server.url("/ok")), context, response -> null);
        List<RequestBegin> begins = recording.awaitBegins(2);
        assertThat(begins).extracting(RequestBegin::attempt).containsExactly(1, 1);
        assertThat(begins.get(0).callId()).isNotEqualTo(begins.get(1).callId());
    }

    @Test
    void a_response_without_a_body_ends_at_once() throws IOException {
        client.execute(new HttpHead(server.url("/ok")), response -> {
            assertThat(webcheck.counters().ended()).isEqualTo(1);
            return null;
        });
        client.execute(new HttpGet(server.url("/empty")), response -> {
            assertThat(webcheck.counters().ended()).isEqualTo(2);
            return null;
        });
        assertThat(recording.awaitEnds(2))
                .extracting(end -> end.statusCode().getAsInt())
                .containsExactly(200, 204);
    }

    @Test
    @SuppressWarnings("deprecation")
    void a_request_ends_when_its_body_is_read_to_the_end_not_before() throws IOException {
        try (ClassicHttpResponse response = client.execute(new HttpGet(server.url("/large")))) {
            InputStream body = response.getEntity().getContent();
            body.readNBytes(500_000);
            assertThat(webcheck.counters().ended()).isZero();
            body.readAllBytes();
            assertThat(webcheck.counters().ended()).isEqualTo(1);
        }
        assertThat(recording.awaitEnds(1).get(0).outcome()).isEqualTo(EndOutcome.COMPLETED);
    }

    @Test
    @SuppressWarnings("deprecation")
    void a_body_that_is_closed_early_completes_the_request() throws IOException {
        ClassicHttpResponse response = client.execute(new HttpGet(server.url("/large")));
        response.getEntity().getContent().readNBytes(10);
        assertThat(webcheck.counters().ended()).isZero();
        response.close();
        assertThat(webcheck.counters().ended()).isEqualTo(1);
        assertThat(recording.awaitEnds(1).get(0).outcome()).isEqualTo(EndOutcome.COMPLETED);
    }

    @Test
    void a_body_that_is_written_elsewhere_arrives_whole() throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        client.execute(new HttpGet(server.url("/ok")), response -> {
            response.getEntity().writeTo(copy);
            assertThat(webcheck.counters().ended()).isEqualTo(1);
            return null;
        });
        assertThat(copy.toString(UTF_8)).isEqualTo(TestServer.BODY);
    }

    @Test
    void what_the_entity_says_of_itself_is_unchanged() throws IOException {
        try (CloseableHttpClient plain = HttpClients.createDefault()) {
            for (String path : List.of("/ok", "/trailers", "/gzip", "/large")) {
                assertThat(description(client, path)).isEqualTo(description(plain, path));
            }
        }
    }

    @Test
    void trailers_are_preserved() throws IOException {
        client.execute(new HttpGet(server.url("/trailers")), response -> {
            HttpEntity entity = response.getEntity();
            var trailers = entity.getTrailers();
            assertThat(EntityUtils.toString(entity)).isEqualTo(TestServer.BODY);
            assertThat(trailers.get()).hasSize(1);
            assertThat(trailers.get().get(0).getValue()).isEqualTo("42");
            return null;
        });
        assertThat(recording.awaitEnds(1).get(0).outcome()).isEqualTo(EndOutcome.COMPLETED);
    }

    @Test
    void a_compressed_body_is_read_as_ever() throws IOException {
        assertThat(get(server.url("/gzip"))).isEqualTo(TestServer.BODY);
        assertThat(recording.awaitEnds(1).get(0).outcome()).isEqualTo(EndOutcome.COMPLETED);
    }

    @Test
    void a_builder_that_was_instrumented_twice_records_once() throws IOException {
        try (CloseableHttpClient twice =
                webcheck.instrument(webcheck.instrument(HttpClients.custom())).build()) {
            twice.execute(new HttpGet(server.url("/ok")), response -> null);
        }
        recording.awaitEnds(1);
        assertThat(webcheck.counters().begun()).isEqualTo(1);
    }

    @Test
    void a_client_goes_on_when_webcheck_is_closed() throws IOException {
        webcheck.close();
        assertThat(get(server.url("/ok"))).isEqualTo(TestServer.BODY);
        assertThat(webcheck.counters().begun()).isZero();
        assertThat(webcheck.counters().unrecorded()).isEqualTo(1);
    }

    @Test
    void a_webcheck_that_is_not_enabled_does_nothing() throws IOException {
        try (Webcheck disabled = Webcheck.builder().enabled(false).start();
                CloseableHttpClient plain =
                        disabled.instrument(HttpClients.custom()).build()) {
            plain.execute(new HttpGet(server.url("/ok")), response -> null);
            assertThat(disabled.counters()).isEqualTo(WebcheckCounters.NONE);
        }
    }

    private String get(String url) throws IOException {
        return client.execute(new HttpGet(url), response -> EntityUtils.toString(response.getEntity()));
    }

    private String description(CloseableHttpClient asked, String path) throws IOException {
        return asked.execute(new HttpGet(server.url(path)), response -> {
            HttpEntity entity = response.getEntity();
            return String.join(
                    " ",
                    String.valueOf(entity.isStreaming()),
                    String.valueOf(entity.isRepeatable()),
                    String.valueOf(entity.isChunked()),
                    String.valueOf(entity.getContentLength()),
                    String.valueOf(entity.getContentType()),
                    String.valueOf(entity.getContentEncoding()),
                    String.valueOf(entity.getTrailerNames()));
        });
    }
}
