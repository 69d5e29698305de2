package dev.webcheck.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.jspecify.annotations.Nullable;

/** An application that sends a request every few milliseconds. */
final class SteadyLoad implements AutoCloseable {

    private static final Duration PACE = Duration.ofMillis(5);

    private final CloseableHttpClient client;
    private final TargetServer server;
    private final AtomicInteger sent = new AtomicInteger();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private @Nullable ScheduledFuture<?> sending;

    SteadyLoad(CloseableHttpClient client, TargetServer server) {
        this.client = client;
        this.server = server;
    }

    void start() {
        sending = thread.scheduleAtFixedRate(this::send, 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Stops, unless the application was disturbed, which is an error. */
    void finish() throws InterruptedException {
        if (sending == null || sending.isDone()) {
            throw new AssertionError("the application was disturbed");
        }
        thread.shutdown();
        if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new AssertionError("the application hangs");
        }
    }

    int sent() {
        return sent.get();
    }

    private void send() {
        try {
            client.execute(new HttpGet(server.url("/" + sent.get())), response -> {
                EntityUtils.consume(response.getEntity());
                return response.getCode();
            });
            sent.incrementAndGet();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        thread.shutdownNow();
        client.close();
    }
}
