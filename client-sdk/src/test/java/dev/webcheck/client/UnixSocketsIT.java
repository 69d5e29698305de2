package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.Peer;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.socket.ConnectionSocketFactory;
import org.apache.hc.client5.http.socket.PlainConnectionSocketFactory;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Requests that leave by a Unix domain socket, by HttpClient's own means or by those of an application. */
@Timeout(60)
class UnixSocketsIT {

    private final Recording recording = new Recording();
    private final Path directory;
    private final UnixServer one;
    private final UnixServer other;

    UnixSocketsIT(@TempDir Path directory) throws IOException {
        this.directory = directory;
        one = new UnixServer(directory.resolve("one_daemon.sock"));
        other = new UnixServer(directory.resolve("other.sock"));
    }

    @AfterEach
    void close() throws IOException {
        recording.close();
        one.close();
        other.close();
    }

    @Test
    @Tag("httpclient-5.6")
    void each_socket_is_a_website_and_a_peer_of_a_classic_client() throws IOException {
        try (CloseableHttpClient client =
                recording.webcheck().instrument(HttpClients.custom()).build()) {
            for (UnixServer server : List.of(one, other)) {
                HttpGet request = new HttpGet("http://localhost/containers/json?all=1&token=hidden");
                request.setConfig(through(server));
                assertThat(client.<String>execute(request, response -> EntityUtils.toString(response.getEntity())))
                        .isEqualTo(UnixServer.BODY);
            }
        }
        assertSocketsRecorded();
    }

    @Test
    @Tag("httpclient-5.6")
    void each_socket_is_a_website_and_a_peer_of_an_asynchronous_client() throws Exception {
        try (CloseableHttpAsyncClient client =
                recording.webcheck().instrument(HttpAsyncClients.custom()).build()) {
            client.start();
            for (UnixServer server : List.of(one, other)) {
                SimpleHttpRequest request = SimpleRequestBuilder.get(
                                "http://localhost/containers/json?all=1&token=hidden")
                        .setRequestConfig(through(server))
                        .build();
                assertThat(client.execute(request, null).get().getBodyText()).isEqualTo(UnixServer.BODY);
            }
        }
        assertSocketsRecorded();
    }

    @Test
    @Tag("httpclient-5.6")
    void a_socket_is_excluded_by_its_website_and_not_by_the_host_in_the_url() throws IOException {
        try (Recording choosing = new Recording(
                        Webcheck.builder().includeHosts(website("other.sock")).excludeHosts("localhost"));
                CloseableHttpClient client =
                        choosing.webcheck().instrument(HttpClients.custom()).build()) {
            for (UnixServer server : List.of(one, other)) {
                HttpGet request = new HttpGet("http://localhost/");
                request.setConfig(through(server));
                client.execute(request, response -> EntityUtils.toString(response.getEntity()));
            }
            choosing.awaitEnds(1);
            assertThat(choosing.begins()).extracting(RequestBegin::website).containsExactly(website("other.sock"));
        }
    }

    @Test
    @Tag("httpclient-5.6")
    void a_socket_where_nobody_listens_is_a_failed_connection_to_it() throws IOException {
        Files.delete(one.path());
        try (CloseableHttpClient client = recording
                .webcheck()
                .instrument(HttpClients.custom().disableAutomaticRetries())
                .build()) {
            HttpGet request = new HttpGet("http://localhost/");
            request.setConfig(through(one));
            assertThatThrownBy(() -> client.execute(request, response -> null)).isInstanceOf(IOException.class);
        }
        RequestCompleted end = recording.awaitFailed("connect");
        assertThat(end.exchange().phase()).contains(RequestPhase.CONNECTING);
        assertThat(recording.awaitBegins(1).get(0).website()).isEqualTo(website("one__daemon.sock"));
    }

    @Test
    void a_scheme_that_no_event_can_hold_is_out_of_scope() throws IOException {
        try (TestServer server = TestServer.start();
                CloseableHttpClient client = recording
                        .webcheck()
                        .instrument(HttpClients.custom())
                        .setConnectionManager(connections("unix"))
                        .build()) {
            String body = client.execute(
                    new HttpHost("unix", "localhost", server.port()),
                    new BasicClassicHttpRequest("GET", "/ok"),
                    response -> EntityUtils.toString(response.getEntity()));
            assertThat(body).isEqualTo(TestServer.BODY);
        }
        assertThat(recording.counters().unrecorded()).isZero();
        assertThat(recording.counters().ownFailures()).isZero();
        recording.stop();
        assertThat(recording.begins()).isEmpty();
    }

    private void assertSocketsRecorded() {
        List<RequestBegin> begins = recording.awaitBegins(2);
        assertThat(begins)
                .extracting(RequestBegin::website)
                .containsExactly(website("one__daemon.sock"), website("other.sock"));
        assertThat(begins).extracting(RequestBegin::url).allSatisfy(url -> assertThat(url)
                .endsWith(".sock/containers/json?all=1&token=REDACTED"));
        List<RequestCompleted> ends = recording.awaitEnds(2);
        assertThat(ends).extracting(RequestCompleted::outcome).containsOnly(EndOutcome.COMPLETED);
        assertThat(ends)
                .extracting(end -> end.exchange().peer().orElseThrow())
                .containsExactly(
                        new Peer(one.path().toString(), 0),
                        new Peer(other.path().toString(), 0));
    }

    private String website(String file) {
        return ("unix" + directory.toString().replace('/', '_') + "_" + file).toLowerCase(Locale.ROOT);
    }

    private static RequestConfig through(UnixServer server) {
        return RequestConfig.custom().setUnixDomainSocket(server.path()).build();
    }

    @SuppressWarnings("deprecation") // as clients that bring their own sockets do it
    private static PoolingHttpClientConnectionManager connections(String scheme) {
        return new PoolingHttpClientConnectionManager(RegistryBuilder.<ConnectionSocketFactory>create()
                .register(scheme, PlainConnectionSocketFactory.getSocketFactory())
                .build());
    }
}
