package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webcheck.event.PhaseNanos;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestPhase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ObservedConnectionsIT {

    private static TestServer server;
    private static TestServer secure;

    private final Recording recording = new Recording();

    @BeforeAll
    static void start() {
        server = TestServer.start();
        secure = TestServer.start(TestTls.context());
    }

    @AfterAll
    static void stop() {
        server.close();
        secure.close();
    }

    @AfterEach
    void close() {
        recording.close();
    }

    @Test
    void the_look_up_of_the_host_is_told_apart() throws IOException {
        get(ObservedConnections.pooling(), server.url("/ok"));
        RequestCompleted end = recording.awaitEnd();
        PhaseNanos phases = end.exchange().phases();
        assertThat(phases.dns()).isPositive();
        assertThat(phases.connect()).isPositive();
        assertThat(phases.tls()).isEqualTo(PhaseNanos.NOT_SEEN);
        assertWithin(end);
    }

    @Test
    void a_connection_that_is_open_needs_no_look_up() throws IOException {
        try (CloseableHttpClient client = client(ObservedConnections.pooling())) {
            get(client, server.url("/ok"));
            get(client, server.url("/ok"));
        }
        assertThat(recording.awaitEnds(2).get(1).exchange().phases().dns()).isEqualTo(PhaseNanos.NOT_SEEN);
    }

    @Test
    void a_look_up_that_fails_is_told_too() throws IOException {
        try (CloseableHttpClient client = client(ObservedConnections.pooling())) {
            assertThatThrownBy(() -> get(client, "http://nowhere.invalid/")).isInstanceOf(UnknownHostException.class);
        }
        assertThat(recording.awaitFailed("dns").exchange().phases().dns()).isPositive();
    }

    @Test
    @Tag("httpclient-5.4")
    void the_handshake_is_told_apart() throws IOException {
        get(Secure.pools(), secure.url("/ok"));
        RequestCompleted end = recording.awaitEnd();
        PhaseNanos phases = end.exchange().phases();
        assertThat(List.of(phases.dns(), phases.connect(), phases.tls()))
                .allSatisfy(nanos -> assertThat(nanos).isPositive());
        assertWithin(end);
    }

    @Test
    @Tag("httpclient-5.4")
    void tls_is_the_usual_one_if_nothing_else_is_set() throws IOException {
        try (TestServer distrusted = TestServer.start(TestTls.context());
                CloseableHttpClient client = client(ObservedConnections.pooling())) {
            assertThatThrownBy(() -> get(client, distrusted.url("/ok"))).isInstanceOf(SSLException.class);
        }
        RequestCompleted end = recording.awaitFailed("tls");
        assertThat(end.exchange().phases().tls()).isPositive();
        assertThat(end.exchange().phase()).contains(RequestPhase.CONNECTING);
    }

    @Test
    @Tag("httpclient-5.4")
    void a_resolver_that_sends_requests_itself_does_not_take_what_follows() throws IOException {
        try (CloseableHttpClient asking = client(ObservedConnections.pooling())) {
            DnsResolver overHttp = new DnsResolver() {
                @Override
                public InetAddress[] resolve(String host) throws UnknownHostException {
                    try {
                        get(asking, server.url("/ok"));
                    } catch (IOException e) {
                        throw new UnknownHostException(host);
                    }
                    return SystemDefaultDnsResolver.INSTANCE.resolve(host);
                }

                @Override
                public String resolveCanonicalHostname(String host) {
                    return host;
                }
            };
            get(Secure.pools().setDnsResolver(ObservedConnections.dns(overHttp)), secure.url("/ok"));
        }
        assertThat(recording.awaitEnds(2).get(0).exchange().phases().tls()).isEqualTo(PhaseNanos.NOT_SEEN);
        PhaseNanos outer = recording.awaitEnds(2).get(1).exchange().phases();
        assertThat(List.of(outer.dns(), outer.tls()))
                .allSatisfy(nanos -> assertThat(nanos).isPositive());
    }

    @Test
    void asynchronous_clients_tell_the_look_up_too() throws Exception {
        try (CloseableHttpAsyncClient client = recording
                .webcheck()
                .instrument(HttpAsyncClients.custom()
                        .setConnectionManager(ObservedConnections.poolingAsync().build()))
                .build()) {
            client.start();
            client.execute(SimpleRequestBuilder.get(server.url("/ok")).build(), null)
                    .get();
        }
        assertThat(recording.awaitEnd().exchange().phases().dns()).isPositive();
    }

    /** Loaded only where HttpClient knows what it speaks of. */
    private static final class Secure {

        static PoolingHttpClientConnectionManagerBuilder pools() {
            return ObservedConnections.pooling()
                    .setTlsSocketStrategy(ObservedTlsStrategy.of(new DefaultClientTlsStrategy(TestTls.context())));
        }
    }

    private static void assertWithin(RequestCompleted end) {
        PhaseNanos phases = end.exchange().phases();
        assertThat(phases.lease()
                        + phases.dns()
                        + phases.connect()
                        + Math.max(0, phases.tls())
                        + phases.firstByte()
                        + phases.body())
                .isLessThanOrEqualTo(end.duration().toNanos());
    }

    private CloseableHttpClient client(PoolingHttpClientConnectionManagerBuilder pools) {
        return recording
                .webcheck()
                .instrument(HttpClients.custom().setConnectionManager(pools.build()))
                .build();
    }

    private void get(PoolingHttpClientConnectionManagerBuilder pools, String url) throws IOException {
        try (CloseableHttpClient client = client(pools)) {
            get(client, url);
        }
    }

    private static void get(CloseableHttpClient client, String url) throws IOException {
        client.execute(new HttpGet(url), response -> EntityUtils.toString(response.getEntity()));
    }
}
