package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webcheck.event.BodySizes;
import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.Exchange;
import dev.webcheck.event.PhaseNanos;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.auth.BasicAuthCache;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.auth.BasicScheme;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is recorded of requests that have to say who they are, and of those that go through a tunnel. */
class LoginsAndTunnelsIT {

    private static final UsernamePasswordCredentials ME =
            new UsernamePasswordCredentials("me", "my password".toCharArray());

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
    void each_round_of_a_log_in_is_a_request() throws IOException {
        for (String path : List.of("/basic", "/digest")) {
            assertThat(get(HttpClients.custom(), server.url(path))).isEqualTo(TestServer.BODY);
        }
        assertThat(recording.awaitBegins(4)).extracting(RequestBegin::attempt).containsExactly(1, 2, 1, 2);
        List<RequestCompleted> ends = recording.awaitEnds(4);
        assertThat(ends).extracting(RequestCompleted::outcome).containsOnly(EndOutcome.COMPLETED);
        assertThat(ends).extracting(end -> end.statusCode().orElseThrow()).containsExactly(401, 200, 401, 200);
        PhaseNanos second = ends.get(1).exchange().phases();
        assertThat(List.of(second.lease(), second.connect())).containsOnly(PhaseNanos.NOT_SEEN);
        assertThat(second.firstByte()).isPositive();
    }

    @Test
    void who_says_at_once_who_he_is_needs_one_request() throws IOException {
        HttpHost target = new HttpHost("http", "localhost", server.port());
        BasicScheme scheme = new BasicScheme();
        scheme.initPreemptive(ME);
        BasicAuthCache known = new BasicAuthCache();
        known.put(target, scheme);
        HttpClientContext context = HttpClientContext.create();
        context.setAuthCache(known);
        try (CloseableHttpClient client = client(HttpClients.custom())) {
            client.execute(new HttpGet(server.url("/basic")), context, response -> null);
        }
        assertThat(recording.awaitEnd().statusCode()).hasValue(200);
    }

    @Test
    void each_round_tells_what_it_has_sent() throws IOException {
        HttpPost request = new HttpPost(server.url("/basic"));
        request.setEntity(new StringEntity("twelve bytes"));
        execute(HttpClients.custom(), request);
        assertThat(recording.awaitEnds(2))
                .extracting(end -> end.exchange().sizes())
                .containsExactly(
                        // HttpClient discards the answer that asks for a log-in, but its bytes have crossed.
                        new BodySizes(12, "who are you?".length(), BodySizes.NOT_SEEN),
                        new BodySizes(12, TestServer.BODY.length(), BodySizes.NOT_SEEN));
    }

    @Test
    void a_body_that_cannot_be_sent_again_gets_one_answer() throws IOException {
        HttpPost request = new HttpPost(server.url("/basic"));
        request.setEntity(
                new InputStreamEntity(new ByteArrayInputStream(new byte[12]), ContentType.APPLICATION_OCTET_STREAM));
        assertThat(execute(HttpClients.custom(), request)).isEqualTo("who are you?");
        RequestCompleted end = recording.awaitEnd();
        assertThat(end.statusCode()).hasValue(401);
        assertThat(end.exchange().sizes().response()).isEqualTo("who are you?".length());
    }

    @Test
    void an_answer_that_makes_the_client_fail_is_not_left_open() throws IOException {
        IllegalStateException mine = new IllegalStateException("mine");
        HttpClientBuilder failing = HttpClients.custom()
                .setTargetAuthenticationStrategy((type, challenges, context) -> {
                    throw mine;
                });
        assertThatThrownBy(() -> get(failing, server.url("/basic"))).isSameAs(mine);
        RequestCompleted end = recording.awaitEnd();
        assertThat(end.outcome()).isEqualTo(EndOutcome.COMPLETED);
        assertThat(end.statusCode()).hasValue(401);
    }

    @Test
    void a_tunnel_is_a_part_of_the_connection() throws IOException {
        try (TestServer secure = TestServer.start(TestTls.context());
                TunnelProxy proxy = new TunnelProxy(true)) {
            assertThat(get(throughTunnel(proxy), secure.url("/ok"))).isEqualTo(TestServer.BODY);
            assertThat(proxy.asked()).hasSize(2).allMatch(line -> line.startsWith("CONNECT localhost:"));

            RequestCompleted end = recording.awaitEnd();
            RequestBegin begin = recording.awaitBegins(1).get(0);
            assertThat(begin.method()).isEqualTo("GET");
            assertThat(begin.url()).isEqualTo(secure.url("/ok"));
            assertThat(end.statusCode()).hasValue(200);
            Exchange exchange = end.exchange();
            assertThat(exchange.peer()).hasValueSatisfying(peer -> assertThat(peer.port())
                    .isEqualTo(proxy.host().getPort()));
            PhaseNanos phases = exchange.phases();
            assertThat(phases.connect()).isPositive();
            assertThat(phases.tls()).isPositive();
            assertThat(phases.lease() + phases.connect() + phases.tls() + phases.firstByte() + phases.body())
                    .isLessThanOrEqualTo(end.duration().toNanos());
        }
    }

    @Test
    @Tag("httpclient-5.4")
    void a_tunnel_that_is_refused_is_answered_by_the_proxy() throws IOException {
        try (RawServer proxy = new RawServer("HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\nno", RawServer.Then.HOLD)) {
            HttpClientBuilder builder = HttpClients.custom().setProxy(HttpHost.create(URI.create(proxy.url("http"))));
            assertThat(get(builder, "https://localhost:1/")).isEqualTo("no");
        }
        RequestCompleted end = recording.awaitEnd();
        assertThat(end.outcome()).isEqualTo(EndOutcome.COMPLETED);
        assertThat(end.statusCode()).hasValue(403);
    }

    private static HttpClientBuilder throughTunnel(TunnelProxy proxy) {
        return HttpClients.custom()
                .setConnectionManager(TlsPools.trusting().build())
                .setProxy(proxy.host());
    }

    private CloseableHttpClient client(HttpClientBuilder builder) {
        BasicCredentialsProvider credentials = new BasicCredentialsProvider();
        credentials.setCredentials(new AuthScope(null, -1), ME);
        return recording
                .webcheck()
                .instrument(builder.setDefaultCredentialsProvider(credentials))
                .build();
    }

    private String get(HttpClientBuilder builder, String url) throws IOException {
        return execute(builder, new HttpGet(url));
    }

    private String execute(HttpClientBuilder builder, HttpUriRequestBase request) throws IOException {
        try (CloseableHttpClient client = client(builder)) {
            return client.execute(request, response -> EntityUtils.toString(response.getEntity()));
        }
    }
}
