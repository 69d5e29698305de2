package dev.webcheck.bench.kill;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The website that one application sends to. It knows of every request whether its head has arrived, and whether it had
 * begun to answer. Some answers take their time, before or after their head, some close the connection, some break off.
 */
final class WatchfulServer implements AutoCloseable {

    static {
        // else each answer waits for 40 ms on its way
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final byte[] BODY = "{\"charged\":true}".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<Token, Progress> seen = new ConcurrentHashMap<>();

    /** How far the server has come with a request. */
    enum Progress {
        ARRIVED,
        ANSWERING
    }

    WatchfulServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String website() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    Map<Token, Progress> seen() {
        return Map.copyOf(seen);
    }

    int count() {
        return seen.size();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Token token = Token.of(exchange.getRequestURI().getPath());
        seen.put(token, Progress.ARRIVED);
        exchange.getRequestBody().readAllBytes();
        int kind = token.chance(100);
        if (kind < 5) {
            pause(token);
        } else if (kind < 15) {
            exchange.getResponseHeaders().set("Connection", "close");
        }
        seen.put(token, Progress.ANSWERING);
        exchange.sendResponseHeaders(200, BODY.length);
        OutputStream body = exchange.getResponseBody();
        if (kind >= 15 && kind < 20) {
            body.write(BODY, 0, 1);
            body.flush();
            pause(token);
            body.write(BODY, 1, BODY.length - 1);
        } else if (kind < 97) {
            body.write(BODY);
        }
        // What is left of them breaks off, since closing a body that is too short closes the connection.
        exchange.close();
    }

    private static void pause(Token token) {
        try {
            Thread.sleep(1 + token.chance(40));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
