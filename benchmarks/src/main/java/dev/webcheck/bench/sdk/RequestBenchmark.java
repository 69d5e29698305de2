package dev.webcheck.bench.sdk;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One request of an application, from {@code execute} to the end of the body. */
@SuppressWarnings("NullAway.Init") // JMH sets the parameters, and then calls start()
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RequestBenchmark {

    private static final URI TARGET = URI.create("https://shop.example/api/v1/carts/8f14e45f/items?page=2&size=50");

    /** Whose instrumentation, as {@link Tool} names it. */
    @Param({"BARE", "WEBCHECK", "OTEL", "BRAVE"})
    public String tool;

    /** How much of a processor the application uses for each request. */
    @Param("8000")
    public long work;

    private Candidate candidate;
    private CloseableHttpClient client;

    /** What one thread reads into. */
    @State(Scope.Thread)
    public static class Buffer {
        private final byte[] bytes = new byte[1024];
    }

    /** Starts the tool. */
    @Setup
    public void start() {
        candidate = Tool.valueOf(tool).start();
        client = candidate.client(new MemoryConnections(work));
    }

    /**
     * What was recorded belongs to the iteration in which it was, with all that it costs, but not to the callers.
     *
     * @throws InterruptedException if JMH ends the measurement
     */
    @TearDown(Level.Iteration)
    public void flush() throws InterruptedException {
        Thread flushing = new Thread(candidate::flush, "flush");
        flushing.start();
        flushing.join();
    }

    /**
     * Ends the tool.
     *
     * @throws IOException if the client cannot be closed
     */
    @TearDown
    public void stop() throws IOException {
        client.close();
        candidate.close();
    }

    /**
     * A request.
     *
     * @param buffer what to read into
     * @return the status and the length of the answer
     * @throws IOException never
     */
    @Benchmark
    public int request(Buffer buffer) throws IOException {
        return client.execute(new HttpGet(TARGET), response -> response.getCode() + read(response, buffer.bytes));
    }

    private static int read(ClassicHttpResponse response, byte[] buffer) throws IOException {
        int length = 0;
        try (InputStream body = response.getEntity().getContent()) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                length += read;
            }
        }
        return length;
    }
}
