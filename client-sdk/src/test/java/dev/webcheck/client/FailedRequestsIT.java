package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.webcheck.client.RawServer.Then;
import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailedRequestsIT {

    private static final String PART_OF_A_BODY = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\npart";

    private final TestServer server = TestServer.start();
    private final Recording recording = new Recording();
    private final Webcheck webcheck = recording.webcheck();
    private final CloseableHttpClient client = client(HttpClients.custom());

    @AfterEach
    void close() throws IOException {
        client.close();
        recording.close();
        server.close();
    }

    @Test
    void a_refused_connection() throws IOException {
        String url;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = "http://localhost:" + gone.getLocalPort() + "/";
        }
        assertThatThrownBy(() -> get(client, url)).isInstanceOf(ConnectException.class);
        assertFailed("connect");
    }

    @Test
    void an_unknown_host() {
        assertThatThrownBy(() -> get(client, "http://nowhere.invalid/")).isInstanceOf(UnknownHostException.class);
        assertFailed("dns");
    }

    @Test
    void a_server_that_does_not_answer_in_time() throws IOException {
        try (CloseableHttpClient hasty = client(HttpClients.custom()
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.ofMilliseconds(200))
                        .build()))) {
            assertThatThrownBy(() -> get(hasty, server.url("/held"))).isInstanceOf(SocketTimeoutException.class);
        }
        assertFailed("read_timeout");
    }

    @Test
    void a_pool_that_is_exhausted() throws Exception {
        try (CloseableHttpClient narrow = client(HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(1)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.ofMilliseconds(200))
                        .build()))) {
            CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> getUnchecked(narrow, "/held"));
            recording.awaitBegins(1);
            assertThatThrownBy(() -> get(narrow, server.url("/ok")))
                    .isInstanceOf(ConnectionRequestTimeoutException.class);
            assertFailed("pool_timeout");
            server.release();
            first.get();
        }
    }

    @Test
    void a_server_that_hangs_up_without_an_answer_is_tried_again() throws IOException {
        try (RawServer silent = new RawServer("", Then.CLOSE)) {
            assertThatThrownBy(() -> get(client, silent.url("http"))).isInstanceOf(NoHttpResponseException.class);
            assertThat(silent.connections()).isEqualTo(2);
        }
        List<RequestCompleted> ends = recording.awaitEnds(2);
        assertThat(ends).extracting(end -> end.errorType().orElseThrow()).containsOnly("reset");
        assertThat(recording.awaitBegins(2)).extracting(RequestBegin::attempt).containsExactly(1, 2);
    }

    @Test
    void a_body_that_breaks_off() throws IOException {
        try (RawServer broken = new RawServer(PART_OF_A_BODY, Then.CLOSE)) {
            assertThatThrownBy(() -> get(client, broken.url("http"))).isInstanceOf(ConnectionClosedException.class);
        }
        assertThat(assertFailed("body").statusCode()).hasValue(200);
    }

    @Test
    void nonsense_instead_of_http() throws IOException {
        try (RawServer nonsense = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: lots\r\n\r\n", Then.CLOSE)) {
            assertThatThrownBy(() -> get(client, nonsense.url("http"))).isInstanceOf(IOException.class);
        }
        assertFailed("protocol");
    }

    @Test
    void plain_text_instead_of_tls() throws IOException {
        try (RawServer plain = new RawServer("HTTP/1.1 400 Bad Request\r\n\r\n", Then.HOLD)) {
            assertThatThrownBy(() -> get(client, plain.url("https"))).isInstanceOf(SSLException.class);
        }
        assertFailed("tls");
    }

    @Test
    void an_exception_from_within_the_client_reaches_the_caller_as_it_is() throws IOException {
        IllegalStateException thrown = new IllegalStateException("mine");
        try (CloseableHttpClient failing =
                client(HttpClients.custom().addRequestInterceptorFirst((request, entity, context) -> {
                    throw thrown;
                }))) {
            assertThatThrownBy(() -> get(failing, server.url("/ok"))).isSameAs(thrown);
        }
        assertFailed("_OTHER");
    }

    @Test
    void a_response_handler_that_throws_has_closed_the_body() {
        IOException thrown = new IOException("mine");
        assertThatThrownBy(() -> client.execute(new HttpGet(server.url("/large")), response -> {
                    response.getEntity().getContent().readNBytes(10);
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertThat(recording.awaitEnds(1).get(0).outcome()).isEqualTo(EndOutcome.COMPLETED);
    }

    @Test
    void a_request_that_is_cancelled_while_it_waits() {
        HttpGet request = new HttpGet(server.url("/held"));
        CompletableFuture<Void> call = CompletableFuture.runAsync(() -> executeUnchecked(request));
        recording.awaitBegins(1);
        request.cancel();
        assertThatThrownBy(call::join).isInstanceOf(CompletionException.class);
        assertCancelled();
    }

    @Test
    @SuppressWarnings("deprecation")
    void a_request_that_is_cancelled_while_its_body_is_read() throws IOException {
        try (RawServer slow = new RawServer(PART_OF_A_BODY, Then.HOLD)) {
            HttpGet request = new HttpGet(slow.url("http"));
            var response = client.execute(request);
            CompletableFuture<Integer> reading = CompletableFuture.supplyAsync(() -> {
                try {
                    return response.getEntity().getContent().readAllBytes().length;
                } catch (IOException e) {
                    throw new CompletionException(e);
                }
            });
            recording.awaitBegins(1);
            request.cancel();
            assertThatThrownBy(reading::join).isInstanceOf(CompletionException.class);
        }
        assertCancelled();
    }

    @Test
    @SuppressWarnings("deprecation")
    void a_response_that_is_closed_after_its_request_was_cancelled_is_cancelled() throws IOException {
        try (RawServer slow = new RawServer(PART_OF_A_BODY, Then.HOLD)) {
            HttpGet request = new HttpGet(slow.url("http"));
            InputStream content = client.execute(request).getEntity().getContent();
            request.cancel();
            content.close();
        }
        assertCancelled();
    }

    @Test
    void a_thread_that_is_interrupted_while_it_waits_for_a_connection() throws Exception {
        try (CloseableHttpClient narrow = client(HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(1)
                        .build()))) {
            CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> getUnchecked(narrow, "/held"));
            recording.awaitBegins(1);
            Thread second = new Thread(() -> {
                try {
                    get(narrow, server.url("/ok"));
                } catch (IOException e) {
                    // Seen in its record.
                }
            });
            second.start();
            recording.awaitBegins(2);
            second.interrupt();
            assertCancelled();
            server.release();
            first.get();
        }
    }

    @Test
    @SuppressWarnings("deprecation")
    void a_response_that_nobody_can_close_any_more_is_abandoned() throws IOException {
        try (RawServer slow = new RawServer(PART_OF_A_BODY, Then.HOLD)) {
            client.execute(new HttpGet(slow.url("http")));
            await().until(() -> {
                System.gc();
                return webcheck.counters().ended() == 1;
            });
        }
        RequestCompleted end = recording.awaitEnds(1).get(0);
        assertThat(end.outcome()).isEqualTo(EndOutcome.ABANDONED);
        assertThat(end.statusCode()).hasValue(200);
    }

    private RequestCompleted assertFailed(String errorType) {
        RequestCompleted end = recording.awaitEnds(1).get(0);
        assertThat(end.outcome()).isEqualTo(EndOutcome.FAILED);
        assertThat(end.errorType()).contains(errorType);
        assertThat(webcheck.counters().ownFailures()).isZero();
        return end;
    }

    private void assertCancelled() {
        assertThat(recording.awaitEnds(1).get(0).outcome()).isEqualTo(EndOutcome.CANCELLED);
    }

    private CloseableHttpClient client(HttpClientBuilder builder) {
        return webcheck.instrument(builder).build();
    }

    private static String get(CloseableHttpClient asked, String url) throws IOException {
        return asked.execute(new HttpGet(url), response -> EntityUtils.toString(response.getEntity()));
    }

    private String getUnchecked(CloseableHttpClient asked, String path) {
        try {
            return get(asked, server.url(path));
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private void executeUnchecked(HttpGet request) {
        try {
            client.execute(request, response -> null);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }
}
