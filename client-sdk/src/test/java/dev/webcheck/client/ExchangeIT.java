package dev.webcheck.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.client.RawServer.Then;
import dev.webcheck.event.BodySizes;
import dev.webcheck.event.Exchange;
import dev.webcheck.event.Peer;
import dev.webcheck.event.PhaseNanos;
import dev.webcheck.event.RequestCompleted;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpHead;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the end of a request tells of it. */
class ExchangeIT {

    private static final long NONE = PhaseNanos.NOT_SEEN;
    private static final int SIZE = 100_000;

    private static TestServer server;

    private final Recording recording = new Recording();
    private final CloseableHttpClient client =
            recording.webcheck().instrument(HttpClients.custom()).build();

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

    @Test
    void a_new_connection_is_leased_and_connected() throws IOException {
        get("/ok");
        RequestCompleted end = recording.awaitEnd();
        PhaseNanos phases = end.exchange().phases();
        assertThat(List.of(phases.lease(), phases.connect(), phases.firstByte(), phases.body()))
                .allSatisfy(nanos -> assertThat(nanos).isPositive());
        assertThat(phases.lease() + phases.connect() + phases.firstByte() + phases.body())
                .isLessThanOrEqualTo(end.duration().toNanos());
        assertThat(List.of(phases.dns(), phases.tls(), phases.send())).containsOnly(NONE);
    }

    @Test
    void a_connection_that_is_open_is_only_leased() throws IOException {
        get("/ok");
        get("/ok");
        PhaseNanos phases = recording.awaitEnds(2).get(1).exchange().phases();
        assertThat(phases.lease()).isPositive();
        assertThat(phases.firstByte()).isPositive();
        assertThat(phases.connect()).isEqualTo(NONE);
    }

    @Test
    void the_version_and_the_peer_are_those_of_the_connection() throws IOException {
        get("/ok");
        Exchange exchange = recording.awaitEnd().exchange();
        assertThat(exchange.protocolVersion()).contains("1.1");
        assertThat(exchange.peer()).contains(new Peer("127.0.0.1", server.port()));
        assertThat(exchange.phase()).isEmpty();
        assertThat(exchange.responseHeaders()).isEmpty();
    }

    @Test
    void the_version_is_that_of_the_answer() throws IOException {
        try (RawServer old = new RawServer("HTTP/1.0 200 OK\r\n\r\nuntil the end", Then.CLOSE)) {
            assertThat(execute(new HttpGet(old.url("http")))).isEqualTo("until the end");
        }
        Exchange exchange = recording.awaitEnd().exchange();
        assertThat(exchange.protocolVersion()).contains("1.0");
        assertThat(exchange.sizes().response()).isEqualTo("until the end".length());
    }

    @Test
    void a_request_without_a_body_has_no_size() throws IOException {
        get("/ok");
        assertThat(sizes()).isEqualTo(new BodySizes(NONE, TestServer.BODY.length(), NONE));
        assertThat(recording.awaitEnd().exchange().phases().send()).isEqualTo(NONE);
    }

    @Test
    void a_body_of_known_length_is_counted_as_it_leaves_and_as_it_arrives() throws IOException {
        post(new ByteArrayEntity(new byte[SIZE], ContentType.APPLICATION_OCTET_STREAM));
        assertThat(sizes()).isEqualTo(new BodySizes(SIZE, SIZE, NONE));
        assertThat(recording.awaitEnd().exchange().phases().send()).isPositive();
    }

    @Test
    void a_body_in_chunks_is_counted_without_what_frames_the_chunks() throws IOException {
        post(new InputStreamEntity(new ByteArrayInputStream(new byte[SIZE]), ContentType.APPLICATION_OCTET_STREAM));
        assertThat(sizes()).isEqualTo(new BodySizes(SIZE, SIZE, NONE));
    }

    @Test
    void a_body_that_waits_to_be_wanted_is_counted_when_it_leaves() throws IOException {
        HttpPost request = new HttpPost(server.url("/echo"));
        request.setConfig(RequestConfig.custom().setExpectContinueEnabled(true).build());
        request.setEntity(new ByteArrayEntity(new byte[SIZE], ContentType.APPLICATION_OCTET_STREAM));
        execute(request);
        assertThat(sizes().request()).isEqualTo(SIZE);
        assertThat(recording.awaitEnd().exchange().phases().send()).isPositive();
    }

    @Test
    void a_body_that_is_not_wanted_has_not_been_sent() throws IOException {
        try (RawServer unwilling = new RawServer("HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n", Then.CLOSE)) {
            HttpPost request = new HttpPost(unwilling.url("http"));
            request.setConfig(
                    RequestConfig.custom().setExpectContinueEnabled(true).build());
            request.setEntity(new ByteArrayEntity(new byte[SIZE], ContentType.APPLICATION_OCTET_STREAM));
            execute(request);
        }
        assertThat(recording.awaitEnd().statusCode()).hasValue(417);
        assertThat(sizes().request()).isEqualTo(NONE);
    }

    @Test
    void a_compressed_body_has_the_size_that_it_had_on_the_wire_and_the_one_after_decoding() throws IOException {
        int whole = TestServer.BODY.length();
        assertThat(get("/gzip")).isEqualTo(TestServer.BODY);
        assertThat(get("/deflate")).isEqualTo(TestServer.BODY);
        assertThat(get("/gzip-in-chunks")).isEqualTo(TestServer.BODY);
        assertThat(recording.awaitEnds(3))
                .extracting(end -> end.exchange().sizes())
                .containsExactly(
                        new BodySizes(NONE, TestServer.GZIPPED.length, whole),
                        new BodySizes(NONE, TestServer.DEFLATED.length, whole),
                        new BodySizes(NONE, TestServer.GZIPPED.length, whole));
    }

    @Test
    void a_compressed_body_that_the_application_decodes_has_one_size() throws IOException {
        try (CloseableHttpClient raw = recording
                .webcheck()
                .instrument(HttpClients.custom().disableContentCompression())
                .build()) {
            raw.execute(new HttpGet(server.url("/gzip")), response -> EntityUtils.toByteArray(response.getEntity()));
        }
        assertThat(sizes()).isEqualTo(new BodySizes(NONE, TestServer.GZIPPED.length, NONE));
    }

    @Test
    void a_head_alone_has_no_body() throws IOException {
        client.execute(new HttpHead(server.url("/ok")), response -> null);
        assertThat(sizes()).isEqualTo(BodySizes.UNSEEN);
    }

    @Test
    void every_way_to_read_a_body_is_counted() throws IOException {
        client.execute(new HttpGet(server.url("/large")), response -> {
            InputStream body = response.getEntity().getContent();
            assertThat(body.read()).isZero();
            assertThat(body.skip(10)).isEqualTo(10);
            assertThat(body.readNBytes(new byte[20], 5, 10)).isEqualTo(10);
            body.transferTo(OutputStream.nullOutputStream());
            return null;
        });
        assertThat(sizes().response()).isEqualTo(1_000_000);
    }

    @Test
    void news_before_the_answer_is_not_its_end() throws IOException {
        String early = "HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n";
        try (RawServer eager = new RawServer(early + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody", Then.CLOSE)) {
            assertThat(execute(new HttpGet(eager.url("http")))).isEqualTo("body");
        }
        RequestCompleted end = recording.awaitEnd();
        assertThat(end.statusCode()).hasValue(200);
        assertThat(end.exchange().sizes().response()).isEqualTo(4);
    }

    private BodySizes sizes() {
        return recording.awaitEnd().exchange().sizes();
    }

    private String get(String path) throws IOException {
        return execute(new HttpGet(server.url(path)));
    }

    private void post(HttpEntity entity) throws IOException {
        HttpPost request = new HttpPost(server.url("/echo"));
        request.setEntity(entity);
        execute(request);
    }

    private String execute(HttpUriRequestBase request) throws IOException {
        return client.execute(request, response -> {
            HttpEntity entity = response.getEntity();
            return entity == null ? "" : new String(EntityUtils.toByteArray(entity), US_ASCII);
        });
    }
}
