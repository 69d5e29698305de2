package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.RequestCompleted;
import java.io.IOException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.cache.CachingHttpClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
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

    private String get(String path) throws IOException {
        return client.execute(new HttpGet(server.url(path)), response -> EntityUtils.toString(response.getEntity()));
    }
}
