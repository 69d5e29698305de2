package dev.webcheck.client.publish;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** Something that listens where an ingest-service should, answers as it is told, and keeps what it has accepted. */
final class FakeIngest implements AutoCloseable {

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** Decides on the events of one request. */
    interface Mind {
        Answer on(List<String> events);
    }

    record Answer(int status, Map<String, String> headers, String body) {

        static final Answer ACCEPTED = new Answer(202, Map.of(), "{\"accepted\":1}");

        static Answer of(int status) {
            return new Answer(status, Map.of(), "");
        }

        static Answer problem(int status, String type) {
            return new Answer(
                    status, Map.of(), "{\"type\":\"urn:webcheck:problem:" + type + "\",\"status\":" + status + "}");
        }

        Answer with(String header, String value) {
            return new Answer(status, Map.of(header, value), body);
        }
    }

    final List<List<String>> asked = new CopyOnWriteArrayList<>();
    final List<String> accepted = new CopyOnWriteArrayList<>();
    final List<Headers> headers = new CopyOnWriteArrayList<>();
    final List<String> requestLines = new CopyOnWriteArrayList<>();
    volatile Mind mind = events -> Answer.ACCEPTED;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    FakeIngest() {
        this(0);
    }

    FakeIngest(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    HttpTransport transport() {
        return new HttpTransport(HttpTransport.endpoint(url().toString()).orElseThrow(), Map.of());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            List<String> events;
            try (GZIPInputStream body = new GZIPInputStream(exchange.getRequestBody())) {
                events = Texts.of(new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
            requestLines.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            headers.add(exchange.getRequestHeaders());
            asked.add(events);
            Answer answer = mind.on(events);
            if (answer.status() == Answer.ACCEPTED.status()) {
                accepted.addAll(events);
            }
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
