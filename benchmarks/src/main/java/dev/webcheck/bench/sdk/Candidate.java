package dev.webcheck.bench.sdk;

import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;

/** A way to build a client: as it comes, or with somebody's instrumentation. */
interface Candidate extends AutoCloseable {

    CloseableHttpClient client(HttpClientConnectionManager connections);

    /** Returns once everything that was recorded so far has been encoded and thrown away. */
    void flush();

    @Override
    void close();
}
