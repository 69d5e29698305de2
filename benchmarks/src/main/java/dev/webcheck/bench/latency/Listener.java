package dev.webcheck.bench.latency;

import dev.webcheck.bench.harness.BenchFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Listens to all that the live stream tells, as the dashboard does, and notes when each sample is told of as completed. A thread of its
 * own listens; all methods are for one other thread.
 */
final class Listener implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final String DATA = "data: ";
    private static final String GAP = "event: gap";

    private final Map<Long, Instant> told = new ConcurrentHashMap<>();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong gaps = new AtomicLong();
    private final Stream<String> lines;

    private Listener(Stream<String> lines) {
        this.lines = lines;
    }

    /** Begins to listen. */
    static Listener to(URI queryService) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(queryService.resolve("/api/v1/requests/live"))
                .build();
        HttpResponse<Stream<String>> answer = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, HttpResponse.BodyHandlers.ofLines());
        if (answer.statusCode() != 200) {
            throw new BenchFailure("The query service answered " + answer.statusCode() + " to " + request.uri());
        }
        Listener listener = new Listener(answer.body());
        Thread thread = new Thread(listener::listen, "listener");
        thread.setDaemon(true);
        thread.start();
        return listener;
    }

    /** How many events it was told. */
    long events() {
        return events.get();
    }

    /** How often it was told that something was left out. */
    long gaps() {
        return gaps.get();
    }

    /**
     * From {@code execute} to the event, in milliseconds, for each of some samples, of which the last may still be on their way. What
     * was left out at a gap is not among them.
     */
    List<Double> millis(List<Sample> samples) throws InterruptedException {
        List<Double> millis = new ArrayList<>();
        long end = System.nanoTime() + LONGEST.toNanos();
        for (Sample sample : samples) {
            while (!told.containsKey(sample.number()) && System.nanoTime() - end < 0) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            Optional.ofNullable(told.get(sample.number()))
                    .map(sample::millisUntil)
                    .ifPresent(millis::add);
        }
        if (millis.size() < samples.size() && gaps() == 0) {
            throw new BenchFailure("The live stream has not told of " + (samples.size() - millis.size()) + " of "
                    + samples.size() + " requests within " + LONGEST.toSeconds() + " s.");
        }
        return millis;
    }

    private void listen() {
        try {
            lines.forEach(this::hear);
        } catch (UncheckedIOException over) {
            // Closed; or lost, and then the samples that are not told of say so.
            return;
        }
    }

    private void hear(String line) {
        if (line.startsWith(DATA)) {
            events.incrementAndGet();
            if (line.contains("\"outcome\":\"COMPLETED\"")) {
                Sample.numberIn(line).ifPresent(number -> told.putIfAbsent(number, Instant.now()));
            }
        } else if (line.equals(GAP)) {
            gaps.incrementAndGet();
        }
    }

    @Override
    public void close() {
        lines.close();
    }
}
