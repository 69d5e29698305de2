package dev.webcheck.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands in for a service: it listens where it is told, and behaves as its environment says. */
final class SampleService {

    /** How often it answers that it is not ready yet. */
    static final String NOT_READY_TIMES = "SAMPLE_NOT_READY_TIMES";

    /** The exit code with which it ends at once. */
    static final String END_WITH = "SAMPLE_END_WITH";

    /** If set, SIGTERM does not end it. */
    static final String DEAF = "SAMPLE_DEAF";

    private SampleService() {}

    public static void main(String... arguments) throws IOException {
        System.out.println("sample started");
        if (System.getenv(END_WITH) != null) {
            System.err.println("sample cannot go on");
            new IllegalStateException("trace").printStackTrace();
            System.exit(Integer.parseInt(System.getenv(END_WITH)));
        }
        if (System.getenv(DEAF) != null) {
            Runtime.getRuntime().addShutdownHook(new Thread(SampleService::sleepForEver));
        } else {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("sample ended in order")));
        }
        AtomicInteger notReady =
                new AtomicInteger(Integer.parseInt(System.getenv().getOrDefault(NOT_READY_TIMES, "0")));
        int port = Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(System.getenv("QUARKUS_HTTP_HOST"), port), 0);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(notReady.getAndDecrement() > 0 ? 503 : 200, -1);
            exchange.close();
        });
        server.start();
    }

    private static void sleepForEver() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
