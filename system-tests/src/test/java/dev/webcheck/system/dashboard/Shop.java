package dev.webcheck.system.dashboard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.webcheck.client.Webcheck;
import dev.webcheck.event.Event;
import dev.webcheck.event.EventCodec;
import dev.webcheck.event.InstanceStopped;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCounters;
import dev.webcheck.event.RequestIds;
import dev.webcheck.event.RequestPhase;
import dev.webcheck.event.StopReason;
import dev.webcheck.local.LocalStack;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** What there is to see: an application with the client SDK, the website that it talks to, and the death of another. */
final class Shop implements AutoCloseable {

    static final String SERVICE = "shop";
    static final String DEAD_SERVICE = "payments";
    static final String HOSTILE_SERVICE = "<b>\u202Egnillib</b>" + "x".repeat(200);
    static final String HOSTILE =
            "https://evil.example/?q=\u202E<script>window.hacked=1</script><img src=x onerror=window.hacked=1>";

    private final LocalStack stack;
    private final HttpServer website;
    private final Webcheck webcheck;
    private final CloseableHttpClient client;

    Shop(LocalStack stack) {
        this.stack = stack;
        this.website = website();
        this.webcheck = Webcheck.builder()
                .service(SERVICE)
                .kafkaBootstrapServers(stack.kafka().bootstrapServers())
                .start();
        this.client = webcheck.instrument(HttpClients.custom().disableAutomaticRetries())
                .build();
    }

    String host() {
        return "127.0.0.1:" + website.getAddress().getPort();
    }

    /** Gets a page; a path below {@code /missing} is not there. */
    void get(String path) {
        try {
            client.execute(new HttpGet("http://" + host() + path), response -> {
                EntityUtils.consume(response.getEntity());
                return response.getCode();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks a port that nobody listens to. */
    void getRefused() {
        try {
            client.execute(new HttpGet("http://127.0.0.1:1/refused"), response -> null);
        } catch (IOException expected) {
            return;
        }
        throw new IllegalStateException("Somebody listens to port 1");
    }

    /** A process that died with one request not sent, one under way, one whose answer was arriving, and one to a hostile URL. */
    UUID die() {
        UUID instance = UUID.randomUUID();
        Map<UUID, Optional<RequestPhase>> open = new LinkedHashMap<>();
        List<Event> events = new ArrayList<>();
        begin(instance, "https://pay.example/connecting", RequestPhase.CONNECTING, open, events);
        begin(instance, "https://pay.example/charge", RequestPhase.AWAITING, open, events);
        begin(instance, "https://pay.example/receipt", RequestPhase.READING, open, events);
        begin(instance, HOSTILE, RequestPhase.SENDING, open, events);
        events.add(new InstanceStopped(
                instance,
                DEAD_SERVICE,
                1,
                StopReason.DIED,
                new RequestCounters(open.size(), 0, 0),
                Instant.now().plusSeconds(1),
                open));
        tell(events);
        return instance;
    }

    /** A process that stops in peace, of a service whose name turns the direction of what follows and holds markup. */
    void stopUnderAHostileName() {
        tell(List.of(new InstanceStopped(
                UUID.randomUUID(),
                HOSTILE_SERVICE,
                1,
                StopReason.SHUTDOWN,
                new RequestCounters(0, 0, 0),
                Instant.now(),
                Map.of())));
    }

    private void tell(List<Event> events) {
        EventCodec codec = new EventCodec();
        RestAssured.given()
                .baseUri(stack.ingest().baseUri().toString())
                .contentType("application/json")
                .body(events.stream()
                        .map(event -> new String(codec.encode(event), StandardCharsets.UTF_8))
                        .collect(Collectors.joining(",", "[", "]")))
                .post("/api/v1/events")
                .then()
                .statusCode(202);
    }

    private static void begin(
            UUID instance, String url, RequestPhase phase, Map<UUID, Optional<RequestPhase>> open, List<Event> events) {
        UUID id = RequestIds.next();
        open.put(id, Optional.of(phase));
        events.add(new RequestBegin(id, id, 1, instance, DEAD_SERVICE, "POST", url, Optional.empty(), Map.of()));
    }

    private static HttpServer website() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", Shop::answer);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        byte[] body = "hello".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(
                exchange.getRequestURI().getPath().startsWith("/missing") ? 404 : 200, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
        webcheck.close();
        website.stop(0);
    }
}
