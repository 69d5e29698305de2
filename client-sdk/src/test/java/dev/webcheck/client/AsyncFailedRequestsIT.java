package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.webcheck.client.RawServer.Then;
import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestPhase;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.AsyncRequestBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@org.junit.jupiter.api.Timeout(30)
@SuppressWarnings("FutureReturnValueIgnored") // what is recorded tells how they ended
class AsyncFailedRequestsIT {

    private static final String PART_OF_A_BODY = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\npart";

    private static AsyncTestServer server;

    private final Recording recording = new Recording();
    private CloseableHttpAsyncClient client = client(HttpAsyncClients.custom());

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
        assertThat(failureOf(get(url))).isInstanceOf(ConnectException.class);
        RequestCompleted end = recording.awaitFailed("connect");
        assertThat(end.exchange().phase()).contains(RequestPhase.CONNECTING);
        assertThat(end.exchange().phases().connect()).isPositive();
    }

    @Test
    void an_unknown_host() {
        assertThat(failureOf(get("http://nowhere.invalid/"))).isInstanceOf(UnknownHostException.class);
        recording.awaitFailed("dns");
    }

    @Test
    void a_server_that_does_not_answer_in_time() {
        use(HttpAsyncClients.custom()
                .disableAutomaticRetries()
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.ofMilliseconds(200))
                        .build()));
        get(server.url("/held"));
        RequestCompleted end = recording.awaitFailed("read_timeout");
        assertThat(end.exchange().phase()).contains(RequestPhase.AWAITING);
        assertThat(end.exchange().peer()).isPresent();
    }

    /** The pool looks for waits that have run out when it gets a connection back. */
    @Test
    void a_pool_that_is_exhausted() {
        useOneConnection(Timeout.ofMilliseconds(100));
        RequestConfig impatient = RequestConfig.custom()
                .setResponseTimeout(Timeout.ofMilliseconds(300))
                .build();
        client.execute(
                SimpleRequestBuilder.get(server.url("/held"))
                        .setRequestConfig(impatient)
                        .build(),
                null);
        recording.awaitBegins(1);
        get(server.url("/ok"));
        UUID waiting = recording.awaitBegins(2).get(1).id();
        assertThat(recording.awaitEnds(2))
                .filteredOn(end -> end.id().equals(waiting))
                .singleElement()
                .satisfies(end -> {
                    assertThat(end.errorType()).contains("pool_timeout");
                    assertThat(end.exchange().phase()).contains(RequestPhase.LEASING);
                });
    }

    @Test
    void a_server_that_hangs_up_without_an_answer() throws IOException {
        try (RawServer silent = new RawServer("", Then.CLOSE)) {
            failureOf(get(silent.url("http")));
            recording.awaitFailed("reset");
        }
    }

    @Test
    void a_body_that_breaks_off() throws IOException {
        try (RawServer broken = new RawServer(PART_OF_A_BODY, Then.CLOSE)) {
            failureOf(get(broken.url("http")));
        }
        RequestCompleted end = recording.awaitFailed("body");
        assertThat(end.statusCode()).hasValue(200);
        assertThat(end.exchange().sizes().response()).isEqualTo("part".length());
    }

    @Test
    void nonsense_instead_of_http() throws IOException {
        try (RawServer nonsense = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: lots\r\n\r\n", Then.CLOSE)) {
            failureOf(get(nonsense.url("http")));
        }
        recording.awaitFailed("protocol");
    }

    @Test
    void plain_text_instead_of_tls() throws IOException {
        try (RawServer plain = new RawServer("HTTP/1.1 400 Bad Request\r\n\r\n", Then.HOLD)) {
            failureOf(get(plain.url("https")));
        }
        recording.awaitFailed("tls");
    }

    @Test
    void an_exception_from_within_the_client_reaches_the_caller_as_it_is() {
        IllegalStateException thrown = new IllegalStateException("mine");
        use(HttpAsyncClients.custom().addRequestInterceptorFirst((request, entity, context) -> {
            throw thrown;
        }));
        assertThat(failureOf(get(server.url("/ok")))).isSameAs(thrown);
        recording.awaitFailed("_OTHER");
    }

    @Test
    void a_request_that_is_cancelled_while_it_waits_for_an_answer() {
        int before = server.held();
        Future<SimpleHttpResponse> future = get(server.url("/held"));
        await().until(() -> server.held() > before);
        future.cancel(true);
        assertThat(recording.awaitCancelled().exchange().phase()).contains(RequestPhase.AWAITING);
    }

    @Test
    void a_request_that_is_cancelled_while_its_body_is_read() {
        StreamedResponse response = StreamedResponse.takingAll();
        Future<StreamedResponse> future =
                client.execute(AsyncRequestBuilder.get(server.url("/stuck")).build(), response, null);
        await().until(() -> response.received() > 0);
        future.cancel(true);
        assertThat(recording.awaitCancelled().statusCode()).hasValue(200);
    }

    @Test
    void a_request_that_is_cancelled_while_it_waits_for_a_connection() {
        useOneConnection(Timeout.ofMinutes(1));
        get(server.url("/held"));
        recording.awaitBegins(1);
        get(server.url("/ok")).cancel(true);
        assertThat(recording.awaitCancelled().exchange().phase()).contains(RequestPhase.LEASING);
    }

    @Test
    void a_request_that_is_cancelled_while_it_connects() throws IOException {
        use(HttpAsyncClients.custom().disableAutomaticRetries());
        try (RawServer silent = new RawServer("", Then.HOLD)) {
            Future<SimpleHttpResponse> future = get(silent.url("https"));
            await().until(() -> silent.held() == 1);
            future.cancel(true);
        }
        assertThat(recording.awaitCancelled().exchange().phase()).contains(RequestPhase.CONNECTING);
    }

    @Test
    void what_is_stopped_while_it_waits_for_a_connection_or_opens_one_says_so() throws IOException {
        useOneConnection(Timeout.ofMinutes(1));
        try (RawServer silent = new RawServer("", Then.HOLD)) {
            get(silent.url("https"));
            await().until(() -> silent.held() == 1);
            get(silent.url("https"));
            List<UUID> ids =
                    recording.awaitBegins(2).stream().map(RequestBegin::id).toList();
            assertThat(recording.stop().phases())
                    .containsEntry(ids.get(0), Optional.of(RequestPhase.CONNECTING))
                    .containsEntry(ids.get(1), Optional.of(RequestPhase.LEASING));
        }
    }

    /** It may be that nobody is called back then. */
    @Test
    void a_client_that_is_closed_ends_all_its_requests() {
        useOneConnection(Timeout.ofMinutes(1));
        int before = server.held();
        get(server.url("/held"));
        get(server.url("/held"));
        await().until(() -> server.held() > before);
        use(HttpAsyncClients.custom());
        await().until(() -> {
            System.gc();
            return recording.counters().ended() == 2;
        });
        assertThat(recording.awaitEnds(2))
                .allSatisfy(end -> assertThat(end.outcome()).isEqualTo(EndOutcome.CANCELLED));
    }

    @Test
    void an_answer_before_the_request_is_written_ends_it_once() throws Exception {
        try (RawServer hasty = new RawServer("HTTP/1.1 413 No\r\nContent-Length: 4\r\n\r\nlong", Then.HOLD)) {
            SimpleHttpResponse response = client.execute(
                            SimpleRequestBuilder.post(hasty.url("http"))
                                    .setBody(new byte[10_000_000], ContentType.APPLICATION_OCTET_STREAM)
                                    .build(),
                            null)
                    .get();
            assertThat(response.getCode()).isEqualTo(413);
            assertThat(response.getBodyText()).isEqualTo("long");
        }
        RequestCompleted end = recording.awaitEnd();
        assertThat(end.outcome()).isEqualTo(EndOutcome.COMPLETED);
        assertThat(end.exchange().sizes().request()).isBetween(1L, 9_999_999L);
        assertThat(recording.counters().ended()).isEqualTo(1);
    }

    @Test
    void a_good_answer_before_the_request_is_written_is_the_end_too() throws Exception {
        try (RawServer hasty = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine", Then.HOLD)) {
            StreamedResponse response = client.execute(
                            AsyncRequestBuilder.post(hasty.url("http"))
                                    .setEntity(new BasicAsyncEntityProducer(new byte[10_000_000]))
                                    .build(),
                            StreamedResponse.takingAll(),
                            null)
                    .get();
            assertThat(response.text()).isEqualTo("fine");
            assertThat(recording.awaitEnd().outcome()).isEqualTo(EndOutcome.COMPLETED);
        }
    }

    @Test
    void an_application_that_fails_on_the_response_is_told_as_ever() {
        IllegalStateException thrown = new IllegalStateException("mine");
        Future<StreamedResponse> future = client.execute(
                AsyncRequestBuilder.get(server.url("/large")).build(), StreamedResponse.failingWith(thrown), null);
        assertThat(failureOf(future)).isSameAs(thrown);
        assertThat(recording.awaitCancelled().statusCode()).hasValue(200);
    }

    @Test
    void a_call_whose_next_try_is_cancelled_has_no_open_request() {
        use(HttpAsyncClients.custom().setRetryStrategy(new DefaultHttpRequestRetryStrategy(1, TimeValue.ofMinutes(1))));
        server.beBusy(1);
        Future<SimpleHttpResponse> future = get(server.url("/busy"));
        recording.awaitEnds(1);
        future.cancel(true);
        assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
        assertThat(recording.stop().phases()).isEmpty();
    }

    private void use(HttpAsyncClientBuilder builder) {
        client.close(CloseMode.IMMEDIATE);
        client = client(builder);
    }

    private void useOneConnection(Timeout lease) {
        use(HttpAsyncClients.custom()
                .disableAutomaticRetries()
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(1)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(lease)
                        .build()));
    }

    private CloseableHttpAsyncClient client(HttpAsyncClientBuilder builder) {
        CloseableHttpAsyncClient made = recording.webcheck().instrument(builder).build();
        made.start();
        return made;
    }

    private Future<SimpleHttpResponse> get(String url) {
        return client.execute(SimpleRequestBuilder.get(url).build(), null);
    }

    private static Throwable failureOf(Future<?> future) {
        Throwable thrown = catchThrowable(future::get);
        assertThat(thrown).isInstanceOf(ExecutionException.class);
        return Objects.requireNonNull(thrown.getCause());
    }
}
