package dev.webcheck.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A web server of this process, on the loopback address and a free port, so that the examples need no network. */
final class LocalShop implements AutoCloseable {

    static {
        // else each answer waits for 40 ms on its way
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "local-shop");
        thread.setDaemon(true);
        return thread;
    });
    private final CountDownLatch closed = new CountDownLatch(1);

    private LocalShop(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, 404, "There is nothing here."));
        server.createContext("/products", exchange -> answer(exchange, 200, "tea, coffee, sugar"));
        server.createContext("/cart", exchange -> answer(exchange, 200, "one tea"));
        server.createContext("/report", exchange -> answerAfter(exchange, Duration.ofSeconds(2)));
        server.createContext("/charge", exchange -> answerAfter(exchange, Duration.ofMinutes(1)));
        server.start();
    }

    static LocalShop open() throws IOException {
        return new LocalShop(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    /** A URL whose port nobody listens on. */
    static String refusingUrl() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://localhost:" + free.getLocalPort() + "/";
        }
    }

    private void answerAfter(HttpExchange exchange, Duration delay) throws IOException {
        try {
            if (!closed.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
                answer(exchange, 200, "done");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
