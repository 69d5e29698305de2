package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.webcheck.client.RawServer.Then;
import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestPhase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.H2AsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@org.junit.jupiter.api.Timeout(30)
@SuppressWarnings("FutureReturnValueIgnored") // what is recorded tells how they ended
class H2FailedRequestsIT {

    private static AsyncTestServer server;

    private final Recording recording = new Recording();
    private CloseableHttpAsyncClient client = client(HttpAsyncClients.customHttp2());

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
        client.close(CloseMode.IMMEDIATE);
        recording.close();
    }

    @Test
    void a_refused_connection() throws IOException {
        String url;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = "http://localhost:" + gone.getLocalPort() + "/";
        }
        get(url);
        assertThat(recording.awaitFailed("connect").exchange().phase()).contains(RequestPhase.CONNECTING);
    }

    @Test
    void a_stream_that_the_server_refuses() {
        get(server.http2Url("/broken"));
        assertThat(recording.awaitFailed("not_processed").exchange().phase()).contains(RequestPhase.AWAITING);
    }

    @Test
    void a_stream_that_is_reset_while_its_body_is_read() {
        StreamedResponse response = StreamedResponse.takingAll();
        client.execute(AsyncRequestBuilder.get(server.http2Url("/severed")).build(), response, null);
        assertThat(recording.awaitFailed("reset").statusCode()).hasValue(200);
    }

    @Test
    void a_server_that_does_not_answer_in_time() {
        use(HttpAsyncClients.customHttp2()
                .setIOReactorConfig(IOReactorConfig.custom()
                        .setSoTimeout(Timeout.ofMilliseconds(200))
                        .build()));
        get(server.http2Url("/held"));
        recording.awaitFailed("read_timeout");
    }

    /** Its turn may have come by then, or not. */
    @Test
    void a_server_that_hangs_up_at_once() throws IOException {
        try (RawServer silent = new RawServer("", Then.CLOSE)) {
            get(silent.url("http"));
            RequestCompleted end = recording.awaitEnd();
            boolean left = end.exchange().phase().equals(Optional.of(RequestPhase.AWAITING));
            assertThat(end.outcome()).isEqualTo(EndOutcome.FAILED);
            assertThat(end.errorType().orElseThrow()).isIn("reset", left ? "reset" : "not_processed");
        }
    }

    /** The client tells the server, but calls nobody back before the server says something. */
    @Test
    void a_request_that_is_cancelled_while_it_waits_for_an_answer() {
        int before = server.held();
        Future<SimpleHttpResponse> future = get(server.http2Url("/held"));
        await().until(() -> server.held() > before);
        future.cancel(true);
        assertThat(recording.awaitCancelled().exchange().phase()).contains(RequestPhase.AWAITING);
    }

    @Test
    void a_request_that_is_cancelled_while_its_body_is_read() {
        StreamedResponse response = StreamedResponse.takingAll();
        Future<StreamedResponse> future = client.execute(
                AsyncRequestBuilder.get(server.http2Url("/stuck")).build(), response, null);
        await().until(() -> response.received() > 0);
        future.cancel(true);
        assertThat(recording.awaitCancelled().statusCode()).hasValue(200);
    }

    @Test
    void a_request_does_not_fail_with_another_of_its_connection() throws Exception {
        SimpleHttpResponse good = get(server.http2Url("/ok")).get();
        assertThat(catchThrowable(() -> get(server.http2Url("/broken")).get())).isNotNull();
        assertThat(get(server.http2Url("/ok")).get().getBodyText()).isEqualTo(good.getBodyText());
        assertThat(recording.awaitEnds(3))
                .extracting(end -> end.errorType().orElse("none"))
                .containsExactly("none", "not_processed", "none");
    }

    /** It may be that nobody is called back then. */
    @Test
    void a_client_that_is_closed_ends_all_its_requests() {
        int before = server.held();
        get(server.http2Url("/held"));
        get(server.http2Url("/held"));
        await().until(() -> server.held() == before + 2);
        use(HttpAsyncClients.customHttp2());
        await().until(() -> {
            System.gc();
            return recording.counters().ended() == 2;
        });
        assertThat(recording.awaitEnds(2)).allSatisfy(end -> {
            assertThat(end.outcome()).isEqualTo(EndOutcome.CANCELLED);
            assertThat(end.exchange().phase()).contains(RequestPhase.AWAITING);
        });
    }

    private void use(H2AsyncClientBuilder builder) {
        client.close(CloseMode.IMMEDIATE);
        client = client(builder);
    }

    private CloseableHttpAsyncClient client(H2AsyncClientBuilder builder) {
        CloseableHttpAsyncClient made = recording
                .webcheck()
                .instrument(builder.disableAutomaticRetries())
                .build();
        made.start();
        return made;
    }

    private Future<SimpleHttpResponse> get(String url) {
        return client.execute(SimpleRequestBuilder.get(url).build(), null);
    }
}
