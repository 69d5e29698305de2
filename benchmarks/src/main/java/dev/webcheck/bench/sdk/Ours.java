package dev.webcheck.bench.sdk;

import dev.webcheck.client.DiscardingWebcheck;
import dev.webcheck.client.Webcheck;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;

/** Webcheck, with everything that it does by default, up to the bytes that would go to Kafka. */
final class Ours implements Candidate {

    private final Webcheck webcheck = DiscardingWebcheck.start(Arrivals::add);

    @Override
    public CloseableHttpClient client(HttpClientConnectionManager connections) {
        return webcheck.instrument(HttpClients.custom().setConnectionManager(connections))
                .build();
    }

    @Override
    public void flush() {
        while (webcheck.counters().pending() > 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    @Override
    public void close() {
        webcheck.close();
    }
}
