package dev.webcheck.client;

import dev.webcheck.client.intercept.ObservedPools;
import dev.webcheck.client.intercept.ObservedResolver;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;

/**
 * Connection pools that tell apart what it takes to connect. Of a usual one, a request can only tell how long it took in
 * all; of one from here, also how long the look-up of the host took, and how long TLS.
 *
 * <pre>{@code
 * CloseableHttpClient client = webcheck.instrument(HttpClients.custom()
 *                 .setConnectionManager(ObservedConnections.pooling().build()))
 *         .build();
 * }</pre>
 *
 * <p>They work as ever, also for clients that are not instrumented. This class is threadsafe.
 */
public final class ObservedConnections {

    private ObservedConnections() {}

    /**
     * A builder of pools for classic clients, as {@link PoolingHttpClientConnectionManagerBuilder#create} makes it. A
     * resolver or a TLS strategy that is set there takes the place of the observed one, unless it is observed itself; see
     * {@link #dns} and {@link ObservedTlsStrategy}.
     *
     * <p>With an HttpClient before 5.4, the time for TLS is not told apart.
     *
     * @return a builder with nothing else set
     */
    public static PoolingHttpClientConnectionManagerBuilder pooling() {
        return ObservedPools.classic();
    }

    /**
     * A builder of pools for asynchronous clients, as {@link PoolingAsyncClientConnectionManagerBuilder#create} makes it.
     * The time for TLS is not told apart.
     *
     * @return a builder with nothing else set
     */
    public static PoolingAsyncClientConnectionManagerBuilder poolingAsync() {
        return PoolingAsyncClientConnectionManagerBuilder.create()
                .setDnsResolver(dns(SystemDefaultDnsResolver.INSTANCE));
    }

    /**
     * A resolver that tells how long it takes, for any builder that takes a resolver.
     *
     * @param resolver what looks up the hosts
     * @return the same, observed
     */
    public static DnsResolver dns(DnsResolver resolver) {
        return new ObservedResolver(resolver);
    }
}
