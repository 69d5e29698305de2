package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import java.io.IOException;
import java.util.List;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.cache.CacheConfig;
import org.apache.hc.client5.http.impl.cache.CachingHttpClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CachedRequestsIT {

    private final TestServer server = TestServer.start();
    private final Recording recording = new Recording();
    private final Webcheck webcheck = recording.webcheck();
    private final CloseableHttpClient client =
            webcheck.instrument(CachingHttpClients.custom()).build();

    @AfterEach
    void close() throws IOException {
        client.close();
        recording.close();
        server.close();
    }

    @Test
    void an_answer_from_the_cache_is_no_request() throws IOException {
        assertThat(get("/cached")).isEqualTo(TestServer.BODY);
        assertThat(get("/cached")).isEqualTo(TestServer.BODY);
        RequestCompleted end = recording.awaitEnds(1).get(0);
        assertThat(end.outcome()).isEqualTo(EndOutcome.COMPLETED);
        assertThat(webcheck.counters().begun()).isEqualTo(1);
        assertThat(webcheck.counters().ended()).isEqualTo(1);
    }

    @Test
    void what_passes_the_cache_is_a_request_each_time() throws IOException {
        get("/missing");
        get("/missing");
        recording.awaitEnds(2);
        assertThat(webcheck.counters().begun()).isEqualTo(2);
    }

    @Test
    void trailers_pass_what_is_not_cached() throws IOException {
        client.execute(new HttpGet(server.url("/trailers")), response -> {
            HttpEntity entity = response.getEntity();
            var trailers = entity.getTrailers();
            assertThat(EntityUtils.toString(entity)).isEqualTo(TestServer.BODY);
            assertThat(trailers.get()).extracting(Header::getValue).containsExactly("42");
            return null;
        });
        assertThat(recording.awaitEnd().exchange().sizes().response()).isEqualTo(TestServer.BODY.length());
    }

    @Test
    void what_the_cache_reads_has_a_size() throws IOException {
        get("/cached");
        assertThat(recording.awaitEnd().exchange().sizes().response()).isEqualTo(TestServer.BODY.length());
    }

    @Test
    void a_body_that_is_too_large_for_the_cache_is_read_through() throws IOException {
        try (CloseableHttpClient small = webcheck.instrument(CachingHttpClients.custom()
                        .setCacheConfig(CacheConfig.custom().setMaxObjectSize(4).build()))
                .build()) {
            assertThat(get(small, "/cached-in-chunks")).isEqualTo(TestServer.BODY);
        }
        assertThat(recording.awaitEnd().exchange().sizes().response()).isEqualTo(TestServer.BODY.length());
    }

    @Test
    void to_ask_whether_an_answer_still_holds_is_a_request() throws IOException {
        try (CloseableHttpClient patient = revalidating(0)) {
            for (int i = 0; i < 2; i++) {
                assertThat(get(patient, "/stale")).isEqualTo(TestServer.BODY);
            }
        }
        assertThat(recording.awaitEnds(2))
                .extracting(end -> end.statusCode().orElseThrow())
                .containsExactly(200, 304);
    }

    @Test
    void what_the_cache_asks_behind_the_callers_back_is_a_call_of_its_own() throws IOException {
        try (CloseableHttpClient eager = revalidating(1)) {
            for (int i = 0; i < 2; i++) {
                get(eager, "/stale");
            }
            assertThat(recording.awaitEnds(2))
                    .extracting(end -> end.statusCode().orElseThrow())
                    .containsExactly(200, 304);
        }
        List<RequestBegin> begins = recording.awaitBegins(2);
        assertThat(begins).extracting(RequestBegin::attempt).containsExactly(1, 1);
        assertThat(begins).extracting(RequestBegin::callId).doesNotHaveDuplicates();
    }

    @Test
    void each_round_of_a_log_in_is_a_request_too() throws IOException {
        BasicCredentialsProvider credentials = new BasicCredentialsProvider();
        credentials.setCredentials(
                new AuthScope(null, -1), new UsernamePasswordCredentials("me", "my password".toCharArray()));
        try (CloseableHttpClient known = webcheck.instrument(
                        CachingHttpClients.custom().setDefaultCredentialsProvider(credentials))
                .build()) {
            assertThat(get(known, "/basic")).isEqualTo(TestServer.BODY);
        }
        assertThat(recording.awaitEnds(2))
                .extracting(end -> end.statusCode().orElseThrow())
                .containsExactly(401, 200);
    }

    /** Asks whether a stale answer still holds, in the background if it has workers for that. */
    private CloseableHttpClient revalidating(int workers) {
        CacheConfig config =
                CacheConfig.custom().setAsynchronousWorkers(workers).build();
        return webcheck.instrument(CachingHttpClients.custom().setCacheConfig(config))
                .build();
    }

    private String get(String path) throws IOException {
        return get(client, path);
    }

    private String get(CloseableHttpClient asked, String path) throws IOException {
        return asked.execute(new HttpGet(server.url(path)), response -> EntityUtils.toString(response.getEntity()));
    }
}
