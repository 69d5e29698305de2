package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.event.BodySizes;
import dev.webcheck.event.PhaseNanos;
import dev.webcheck.event.RequestCompleted;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class AsyncConnectionsIT {

    private final Recording recording = new Recording();
    private final SSLContext tls = localhost();
    private final AsyncTestServer secure = AsyncTestServer.start(tls);
    private final AsyncTestServer plain = AsyncTestServer.start();

    @AfterEach
    void close() {
        recording.close();
        secure.close();
        plain.close();
    }

    @Test
    void a_server_that_agrees_on_http_2_is_asked_by_it() throws Exception {
        assertGets(secureClient(), secure.url("/ok"));
        assertThat(recording.awaitEnd().exchange().protocolVersion()).contains("2");
    }

    @Test
    void a_client_that_insists_on_http_2_uses_it() throws Exception {
        assertGets(
                HttpAsyncClients.custom()
                        .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                                .setDefaultTlsConfig(TlsConfig.custom()
                                        .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_2)
                                        .build())
                                .build()),
                plain.http2Url("/ok"));
        assertThat(recording.awaitEnd().exchange().protocolVersion()).contains("2");
    }

    @Test
    void a_tunnel_through_a_proxy_is_a_part_of_the_connection() throws Exception {
        try (TunnelProxy proxy = new TunnelProxy(false)) {
            assertGets(secureClient().setProxy(proxy.host()), secure.url("/ok"));
            assertThat(proxy.asked()).hasSize(1);
        }
        RequestCompleted end = recording.awaitEnd();
        assertThat(end.statusCode()).hasValue(200);
        assertThat(end.exchange().sizes())
                .isEqualTo(new BodySizes(BodySizes.NOT_SEEN, AsyncTestServer.BODY.length(), BodySizes.NOT_SEEN));
        PhaseNanos phases = end.exchange().phases();
        assertThat(phases.connect()).isPositive();
        assertThat(phases.tls()).isPositive();
        assertThat(phases.lease() + phases.connect() + phases.tls() + phases.firstByte() + phases.body())
                .isLessThan(end.duration().toNanos());
    }

    @Test
    void what_a_proxy_says_before_its_tunnel_stands_is_no_part_of_the_answer() throws Exception {
        BasicCredentialsProvider credentials = new BasicCredentialsProvider();
        credentials.setCredentials(
                new AuthScope(null, -1), new UsernamePasswordCredentials("me", "mine".toCharArray()));
        try (TunnelProxy proxy = new TunnelProxy(true)) {
            assertGets(
                    secureClient().setProxy(proxy.host()).setDefaultCredentialsProvider(credentials),
                    secure.url("/ok"));
            assertThat(proxy.asked()).hasSize(2);
        }
        RequestCompleted end = recording.awaitEnd();
        assertThat(end.statusCode()).hasValue(200);
        assertThat(end.exchange().sizes().response()).isEqualTo(AsyncTestServer.BODY.length());
    }

    private HttpAsyncClientBuilder secureClient() {
        return HttpAsyncClients.custom()
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setTlsStrategy(new DefaultClientTlsStrategy(tls))
                        .build());
    }

    private void assertGets(HttpAsyncClientBuilder builder, String url) throws Exception {
        try (CloseableHttpAsyncClient client =
                recording.webcheck().instrument(builder).build()) {
            client.start();
            assertThat(client.execute(SimpleRequestBuilder.get(url).build(), null)
                            .get()
                            .getBodyText())
                    .isEqualTo(AsyncTestServer.BODY);
        }
    }

    /** One certificate for both sides. */
    private static SSLContext localhost() {
        char[] password = "password".toCharArray();
        try (InputStream file = AsyncConnectionsIT.class.getResourceAsStream("/localhost.p12")) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, password);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, password);
            trusted.setCertificateEntry("localhost", store.getCertificate("localhost"));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
