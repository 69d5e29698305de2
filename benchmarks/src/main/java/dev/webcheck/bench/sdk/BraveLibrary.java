package dev.webcheck.bench.sdk;

import brave.Tracing;
import brave.httpclient5.HttpClient5Tracing;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import zipkin2.reporter.BytesMessageSender;
import zipkin2.reporter.Encoding;
import zipkin2.reporter.InMemoryReporterMetrics;
import zipkin2.reporter.brave.AsyncZipkinSpanHandler;

/** Brave's instrumentation of HttpClient 5, its asynchronous reporter as it comes, and the JSON that would go to Zipkin. */
final class BraveLibrary implements Candidate {

    private final InMemoryReporterMetrics metrics = new InMemoryReporterMetrics();
    private final AsyncZipkinSpanHandler spans =
            AsyncZipkinSpanHandler.newBuilder(new Discard()).metrics(metrics).build();
    private final Tracing tracing = Tracing.newBuilder()
            .localServiceName("benchmark")
            .addSpanHandler(spans)
            .build();

    @Override
    public CloseableHttpClient client(HttpClientConnectionManager connections) {
        return HttpClient5Tracing.newBuilder(tracing).build(HttpClients.custom().setConnectionManager(connections));
    }

    @Override
    public void flush() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        spans.flush();
        // That does not wait for what the reporter's own thread has in its hands.
        while (Arrivals.total() + metrics.spansDropped() < metrics.spans() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            spans.flush();
        }
    }

    @Override
    public void close() {
        spans.close();
        tracing.close();
    }

    private static final class Discard extends BytesMessageSender.Base {

        Discard() {
            super(Encoding.JSON);
        }

        @Override
        public int messageMaxBytes() {
            return 500_000;
        }

        @Override
        public void send(List<byte[]> encodedSpans) {
            Arrivals.add(encodedSpans.size());
        }

        @Override
        public void close() {}
    }
}
