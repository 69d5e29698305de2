package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.webcheck.client.RawServer.Then;
import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.Exchange;
import dev.webcheck.event.PhaseNanos;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestPhase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How far a request had come when it failed. */
class PhaseOfFailureIT {

    private static final Timeout SOON = Timeout.ofMilliseconds(150);
    private static final String PART_OF_A_BODY = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\npart";

    private static TestServer server;

    private final Recording recording = new Recording();

    @BeforeAll
    static void start() {
        server = TestServer.start();
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
    void a_pool_without_a_connection_lets_it_lease() throws IOException {
        PoolingHttpClientConnectionManager one = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(1)
                .build();
        RequestConfig hasty =
                RequestConfig.custom().setConnectionRequestTimeout(SOON).build();
        try (CloseableHttpClient client =
                client(HttpClients.custom().setConnectionManager(one).setDefaultRequestConfig(hasty))) {
            client.execute(new HttpGet(server.url("/large")), response -> {
                assertThatThrownBy(() -> get(client, server.url("/ok")))
                        .isInstanceOf(ConnectionRequestTimeoutException.class);
                return null;
            });
        }
        RequestCompleted end = recording.awaitEnds(2).get(0);
        assertFailed(end, RequestPhase.LEASING, "pool_timeout");
        assertThat(end.exchange().phases().lease()).isGreaterThan(SOON.toNanoseconds() / 2);
    }

    @Test
    void an_unknown_host_lets_it_connect() throws IOException {
        failing(HttpClients.custom(), "http://nowhere.invalid/");
        assertFailed(RequestPhase.CONNECTING, "dns");
    }

    @Test
    void a_refused_connection_lets_it_connect() throws IOException {
        String url;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = "http://localhost:" + gone.getLocalPort() + "/";
        }
        failing(HttpClients.custom(), url);
        RequestCompleted end = assertFailed(RequestPhase.CONNECTING, "connect");
        assertThat(end.exchange().phases().connect()).isPositive();
        assertThat(end.exchange().peer()).isEmpty();
    }

    @Test
    void a_connection_that_nobody_accepts_is_a_connect_timeout() throws IOException {
        List<Socket> crowd = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 2; i++) {
                crowd.add(new Socket(full.getInetAddress(), full.getLocalPort()));
            }
            assertThat(failing(
                            pooling(pools().setDefaultConnectionConfig(ConnectionConfig.custom()
                                    .setConnectTimeout(SOON)
                                    .build())),
                            "http://localhost:" + full.getLocalPort()))
                    .isInstanceOf(ConnectTimeoutException.class);
        } finally {
            for (Socket one : crowd) {
                one.close();
            }
        }
        assertFailed(RequestPhase.CONNECTING, "connect_timeout");
    }

    @Test
    void a_handshake_without_an_answer_is_a_connect_timeout() throws IOException {
        try (RawServer silent = new RawServer("", Then.HOLD)) {
            failing(pooling(pools().setDefaultTlsConfig(hastyTls())), silent.url("https"));
        }
        assertFailed(RequestPhase.CONNECTING, "connect_timeout");
    }

    @Test
    void a_handshake_through_a_tunnel_without_an_answer_is_a_connect_timeout() throws IOException {
        try (RawServer silent = new RawServer("", Then.HOLD);
                TunnelProxy proxy = new TunnelProxy(false)) {
            assertThat(failing(
                            pooling(pools())
                                    .setDefaultRequestConfig(responseSoon())
                                    .setProxy(proxy.host()),
                            silent.url("https")))
                    .isInstanceOf(SocketTimeoutException.class);
        }
        RequestCompleted end = assertFailed(RequestPhase.CONNECTING, "connect_timeout");
        assertThat(end.exchange().phases().tls()).isPositive();
    }

    @Test
    void a_tunnel_that_is_not_opened_lets_it_connect() throws IOException {
        try (RawServer proxy = new RawServer("", Then.CLOSE)) {
            failing(
                    HttpClients.custom().setProxy(HttpHost.create(URI.create(proxy.url("http")))),
                    "https://localhost:1/");
        }
        assertFailed(recording.awaitEnds(2).get(0), RequestPhase.CONNECTING, "reset");
    }

    @Test
    void a_reset_while_its_body_leaves_lets_it_send() throws IOException {
        try (RawServer impatient = new RawServer("", Then.RESET)) {
            HttpPost request = new HttpPost(impatient.url("http"));
            request.setEntity(new InputStreamEntity(
                    new ByteArrayInputStream(new byte[20_000_000]), ContentType.APPLICATION_OCTET_STREAM));
            assertThat(failing(HttpClients.custom(), request)).isInstanceOf(SocketException.class);
        }
        RequestCompleted end = assertFailed(RequestPhase.SENDING, "reset");
        assertThat(end.exchange().sizes().request()).isPositive().isLessThan(20_000_000);
        assertThat(end.exchange().peer()).isPresent();
        assertThat(end.exchange().phases().send()).isEqualTo(PhaseNanos.NOT_SEEN);
    }

    @Test
    void a_body_that_cannot_be_written_lets_it_send() throws IOException {
        IOException mine = new IOException("mine");
        HttpPost request = new HttpPost(server.url("/echo"));
        request.setEntity(new UnwritableEntity(mine));
        assertThat(failing(HttpClients.custom().disableAutomaticRetries(), request))
                .isSameAs(mine);
        RequestCompleted end = assertFailed(RequestPhase.SENDING, "_OTHER");
        assertThat(end.exchange().sizes().request()).isEqualTo(3);
    }

    @Test
    void an_answer_that_does_not_come_lets_it_wait() throws IOException {
        failing(hasty(), server.url("/held"));
        Exchange exchange = assertFailed(RequestPhase.AWAITING, "read_timeout").exchange();
        assertThat(exchange.peer())
                .hasValueSatisfying(peer -> assertThat(peer.port()).isEqualTo(server.port()));
        assertThat(exchange.protocolVersion()).contains("1.1");
    }

    @Test
    void an_answer_over_tls_that_does_not_come_lets_it_wait() throws IOException {
        try (TestServer secure = TestServer.start(TestTls.context())) {
            failing(pooling(TlsPools.trusting()).setDefaultRequestConfig(responseSoon()), secure.url("/held"));
        }
        assertFailed(RequestPhase.AWAITING, "read_timeout");
    }

    @Test
    @Tag("httpclient-5.4")
    void tls_that_the_server_asks_for_brings_it_no_step_back() throws IOException {
        String upgrade = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: TLS/1.2\r\nConnection: upgrade\r\n\r\n";
        try (RawServer nonsense = new RawServer(upgrade, Then.CLOSE)) {
            assertThat(failing(HttpClients.custom(), nonsense.url("http"))).isInstanceOf(ClientProtocolException.class);
        }
        assertFailed(RequestPhase.AWAITING, "protocol");
    }

    @Test
    void a_reset_while_the_answer_is_read_lets_it_read() throws IOException {
        try (RawServer broken = new RawServer(PART_OF_A_BODY, Then.HOLD);
                CloseableHttpClient client = client(HttpClients.custom())) {
            assertThatThrownBy(() -> client.execute(new HttpGet(broken.url("http")), response -> {
                        InputStream body = response.getEntity().getContent();
                        assertThat(body.read(new byte[4])).isEqualTo(4);
                        await().until(() -> broken.held() == 1);
                        broken.resetHeld();
                        return body.read();
                    }))
                    .isInstanceOf(SocketException.class);
        }
        RequestCompleted end = assertFailed(RequestPhase.READING, "reset");
        assertThat(end.statusCode()).hasValue(200);
        assertThat(end.exchange().sizes().response()).isEqualTo(4);
        assertThat(end.exchange().phases().body()).isPositive();
    }

    @Test
    void a_body_that_stops_is_a_read_timeout() throws IOException {
        try (RawServer slow = new RawServer(PART_OF_A_BODY, Then.HOLD)) {
            failing(hasty(), slow.url("http"));
        }
        assertFailed(RequestPhase.READING, "read_timeout");
    }

    /** Writes three bytes, then fails. */
    private static final class UnwritableEntity extends AbstractHttpEntity {

        private final IOException failure;

        UnwritableEntity(IOException failure) {
            super(ContentType.APPLICATION_OCTET_STREAM, null, true);
            this.failure = failure;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(new byte[3]);
            throw failure;
        }

        @Override
        public InputStream getContent() {
            return InputStream.nullInputStream();
        }

        @Override
        public boolean isStreaming() {
            return false;
        }

        @Override
        public long getContentLength() {
            return -1;
        }

        @Override
        public void close() {}
    }

    private RequestCompleted assertFailed(RequestPhase phase, String errorType) {
        return assertFailed(recording.awaitEnd(), phase, errorType);
    }

    private static RequestCompleted assertFailed(RequestCompleted end, RequestPhase phase, String errorType) {
        assertThat(end.outcome()).isEqualTo(EndOutcome.FAILED);
        assertThat(end.exchange().phase()).contains(phase);
        assertThat(end.errorType()).contains(errorType);
        return end;
    }

    private static HttpClientBuilder hasty() {
        return HttpClients.custom().setDefaultRequestConfig(responseSoon());
    }

    private static RequestConfig responseSoon() {
        return RequestConfig.custom().setResponseTimeout(SOON).build();
    }

    private static TlsConfig hastyTls() {
        return TlsConfig.custom().setHandshakeTimeout(SOON).build();
    }

    private static PoolingHttpClientConnectionManagerBuilder pools() {
        return PoolingHttpClientConnectionManagerBuilder.create();
    }

    private static HttpClientBuilder pooling(PoolingHttpClientConnectionManagerBuilder pools) {
        return HttpClients.custom().setConnectionManager(pools.build());
    }

    private CloseableHttpClient client(HttpClientBuilder builder) {
        return recording.webcheck().instrument(builder).build();
    }

    private Throwable failing(HttpClientBuilder builder, String url) throws IOException {
        return failing(builder, new HttpGet(url));
    }

    private Throwable failing(HttpClientBuilder builder, HttpUriRequestBase request) throws IOException {
        try (CloseableHttpClient client = client(builder)) {
            return catchThrowable(
                    () -> client.execute(request, response -> EntityUtils.toString(response.getEntity())));
        }
    }

    private static String get(CloseableHttpClient client, String url) throws IOException {
        return client.execute(new HttpGet(url), response -> EntityUtils.toString(response.getEntity()));
    }
}
