package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webcheck.client.RawServer.Then;
import dev.webcheck.event.BodySizes;
import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.RequestCompleted;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.TimeValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The size of a response body is that of the body that crossed, whoever has read it, or absent. */
@Timeout(60)
class BodySizesIT {

    private static TestServer server;

    private final Recording recording = new Recording();
    private final BasicCredentialsProvider credentials = new BasicCredentialsProvider();
    private final CloseableHttpClient client = recording
            .webcheck()
            .instrument(HttpClients.custom())
            .setDefaultCredentialsProvider(credentials)
            .setRetryStrategy(new DefaultHttpRequestRetryStrategy(1, TimeValue.ZERO_MILLISECONDS))
            .build();

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        recording.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/large", "/large-in-chunks"})
    void a_stream_that_is_closed_before_its_end_is_read_to_the_end(String path) throws IOException {
        get(server.url(path), response -> {
            try (InputStream body = response.getEntity().getContent()) {
                return body.read();
            }
        });
        assertWhole(TestServer.LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/large", "/large-in-chunks"})
    void a_body_that_is_consumed_unread_crosses(String path) throws IOException {
        get(server.url(path), response -> {
            EntityUtils.consume(response.getEntity());
            return null;
        });
        assertWhole(TestServer.LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/large", "/large-in-chunks"})
    void a_body_that_a_handler_ignores_crosses(String path) throws IOException {
        get(server.url(path), response -> null);
        assertWhole(TestServer.LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/large", "/large-in-chunks"})
    void a_response_that_is_closed_unread_crosses(String path) throws IOException {
        client.executeOpen(null, new HttpGet(server.url(path)), null).close();
        assertWhole(TestServer.LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/large", "/large-in-chunks"})
    void an_entity_that_is_closed_unread_crosses(String path) throws IOException {
        ClassicHttpResponse response = client.executeOpen(null, new HttpGet(server.url(path)), null);
        response.getEntity().close();
        assertWhole(TestServer.LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/large", "/large-in-chunks"})
    void a_body_that_is_read_through_two_streams_is_counted_once(String path) throws IOException {
        ClassicHttpResponse response = client.executeOpen(null, new HttpGet(server.url(path)), null);
        HttpEntity entity = response.getEntity();
        assertThat(entity.getContent().readNBytes(10)).hasSize(10);
        assertThat(entity.getContent().readNBytes(TestServer.LARGE - 10)).hasSize(TestServer.LARGE - 10);
        if (path.equals("/large")) {
            assertWhole(TestServer.LARGE);
        }
        response.close();
        assertWhole(TestServer.LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/large", "/large-in-chunks"})
    void the_rest_of_a_body_can_be_written_elsewhere(String path) throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        get(server.url(path), response -> {
            assertThat(response.getEntity().getContent().read()).isZero();
            response.getEntity().writeTo(rest);
            return null;
        });
        assertThat(rest.size()).isEqualTo(TestServer.LARGE - 1);
        assertWhole(TestServer.LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/gzip", "/gzip-in-chunks"})
    void a_decoded_body_that_is_closed_before_its_end_has_no_decoded_size(String path) throws IOException {
        get(server.url(path), response -> {
            try (InputStream body = response.getEntity().getContent()) {
                return body.read();
            }
        });
        assertWhole(TestServer.GZIPPED.length);
    }

    @Test
    void a_body_of_unknown_length_that_is_closed_before_its_end_has_no_size() throws IOException {
        try (RawServer old = new RawServer("HTTP/1.1 200 OK\r\n\r\nuntil the end", Then.CLOSE)) {
            get(old.url("http"), response -> {
                try (InputStream body = response.getEntity().getContent()) {
                    return body.read();
                }
            });
        }
        RequestCompleted end = recording.awaitEnd();
        assertThat(end.outcome()).isEqualTo(EndOutcome.COMPLETED);
        assertThat(end.exchange().sizes()).isEqualTo(BodySizes.UNSEEN);
    }

    @Test
    void a_body_that_breaks_while_it_is_closed_has_the_size_that_crossed() throws IOException {
        try (RawServer broken = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nten bytes.", Then.CLOSE)) {
            InputStream body = client.executeOpen(null, new HttpGet(broken.url("http")), null)
                    .getEntity()
                    .getContent();
            assertThat(body.read()).isEqualTo('t');
            assertThatThrownBy(body::close).isInstanceOf(ConnectionClosedException.class);
            body.close();
        }
        assertThat(recording.awaitFailed("body").exchange().sizes().response()).isEqualTo(10);
    }

    @Test
    void an_empty_body_has_the_size_0() throws IOException {
        get(server.url("/nothing"), response -> null);
        assertWhole(0);
    }

    @Test
    void answers_that_httpclient_discards_have_their_size() throws IOException {
        credentials.setCredentials(
                new AuthScope(null, -1), new UsernamePasswordCredentials("me", "mine".toCharArray()));
        for (String path : List.of("/moved", "/busy", "/basic")) {
            get(server.url(path), response -> EntityUtils.toString(response.getEntity()));
        }
        assertThat(recording.awaitEnds(6))
                .extracting(end -> end.exchange().sizes().response())
                .containsExactly(
                        (long) "elsewhere".length(),
                        (long) TestServer.BODY.length(),
                        (long) TestServer.BODY.length(),
                        (long) TestServer.BODY.length(),
                        (long) "who are you?".length(),
                        (long) TestServer.BODY.length());
    }

    @Test
    void a_discarded_answer_that_httpclient_does_not_read_has_no_size() throws IOException {
        credentials.setCredentials(
                new AuthScope(null, -1), new UsernamePasswordCredentials("me", "mine".toCharArray()));
        String challenge = "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\nConnection: close\r\n";
        try (RawServer strict = new RawServer(challenge + "Content-Length: 4\r\n\r\nno!\n", Then.CLOSE)) {
            get(strict.url("http"), response -> EntityUtils.toString(response.getEntity()));
        }
        List<RequestCompleted> ends = recording.awaitEnds(2);
        assertThat(ends).extracting(RequestCompleted::outcome).containsOnly(EndOutcome.COMPLETED);
        assertThat(ends).extracting(end -> end.exchange().sizes().response()).containsExactly(BodySizes.NOT_SEEN, 4L);
    }

    private <T> void get(String url, HttpClientResponseHandler<T> handler) throws IOException {
        client.execute(new HttpGet(url), handler);
    }

    private void assertWhole(long size) {
        RequestCompleted end = recording.awaitEnd();
        assertThat(end.outcome()).isEqualTo(EndOutcome.COMPLETED);
        assertThat(end.exchange().sizes()).isEqualTo(new BodySizes(BodySizes.NOT_SEEN, size, BodySizes.NOT_SEEN));
    }
}
