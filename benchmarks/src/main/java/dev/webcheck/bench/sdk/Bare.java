package dev.webcheck.bench.sdk;

import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;

/** HttpClient as it comes. */
final class Bare implements Candidate {

    @Override
    public CloseableHttpClient client(HttpClientConnectionManager connections) {
        return HttpClients.custom().setConnectionManager(connections).build();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
