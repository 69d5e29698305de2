package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.cache.CachingHttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.cache.CachingHttpAsyncClients;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class AsyncCachedRequestsIT {

    private static AsyncTestServer server;

    private final Recording recording = new Recording();

    @BeforeAll
    static void start() {
        server = AsyncTestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void close() {
        recording.close();
    }

    @Test
    void an_answer_from_the_cache_is_no_request() throws Exception {
        try (CloseableHttpAsyncClient client = recording
                .webcheck()
                .instrument(CachingHttpAsyncClients.custom())
                .build()) {
            assertAsksOnce(client, server.url("/cached"));
        }
    }

    @Test
    void nor_is_it_over_http_2() throws Exception {
        try (CloseableHttpAsyncClient client = recording
                .webcheck()
                .instrument(CachingHttpAsyncClients.customHttp2())
                .build()) {
            assertAsksOnce(client, server.http2Url("/cached"));
        }
    }

    @Test
    void nor_is_it_with_a_builder_of_the_applications_own() throws Exception {
        try (CloseableHttpAsyncClient client =
                recording.webcheck().instrument(new OwnBuilder()).build()) {
            assertAsksOnce(client, server.url("/cached"));
        }
    }

    @Test
    void what_passes_the_cache_is_a_request_each_time() throws Exception {
        try (CloseableHttpAsyncClient client = recording
                .webcheck()
                .instrument(CachingHttpAsyncClients.custom())
                .build()) {
            client.start();
            get(client, server.url("/missing"));
            get(client, server.url("/missing"));
        }
        assertThat(recording.awaitEnds(2)).extracting(RequestCompleted::outcome).containsOnly(EndOutcome.COMPLETED);
    }

    @Test
    void what_the_cache_asks_behind_the_callers_back_is_a_call_of_its_own() throws Exception {
        CachingHttpAsyncClientBuilder builder = CachingHttpAsyncClients.custom();
        builder.setCacheConfig(org.apache.hc.client5.http.impl.cache.CacheConfig.custom()
                .setAsynchronousWorkers(1)
                .build());
        try (CloseableHttpAsyncClient client =
                recording.webcheck().instrument(builder).build()) {
            client.start();
            assertThat(get(client, server.url("/stale"))).isEqualTo(AsyncTestServer.BODY);
            assertThat(get(client, server.url("/stale"))).isEqualTo(AsyncTestServer.BODY);
            server.answerRevalidation();
            recording.awaitEnds(2);
        }
        assertThat(recording.awaitBegins(2)).extracting(RequestBegin::callId).doesNotHaveDuplicates();
    }

    private void assertAsksOnce(CloseableHttpAsyncClient client, String url) throws Exception {
        client.start();
        assertThat(get(client, url)).isEqualTo(AsyncTestServer.BODY);
        assertThat(get(client, url)).isEqualTo(AsyncTestServer.BODY);
        assertThat(recording.awaitEnd().outcome()).isEqualTo(EndOutcome.COMPLETED);
        assertThat(recording.counters().begun()).isEqualTo(1);
    }

    private static String get(CloseableHttpAsyncClient client, String url) throws Exception {
        return client.execute(SimpleRequestBuilder.get(url).build(), null).get().getBodyText();
    }

    private static final class OwnBuilder extends CachingHttpAsyncClientBuilder {}
}
