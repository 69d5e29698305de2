package dev.webcheck.client.intercept;

import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;

/** Makes builders of connection pools that tell what they do. This class is threadsafe. */
public final class ObservedPools {

    private static final boolean HAS_TLS_STRATEGIES = hasTlsStrategies();

    private ObservedPools() {}

    /**
     * For classic clients; with the usual resolver and the usual TLS.
     *
     * @return a builder of pools that tell how long both took
     */
    public static PoolingHttpClientConnectionManagerBuilder classic() {
        PoolingHttpClientConnectionManagerBuilder builder = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new ObservedResolver(SystemDefaultDnsResolver.INSTANCE));
        return HAS_TLS_STRATEGIES ? SinceTlsStrategies.observeTls(builder) : builder;
    }

    private static boolean hasTlsStrategies() {
        try {
            Class.forName(
                    "org.apache.hc.client5.http.ssl.TlsSocketStrategy", false, ObservedPools.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Loaded only where HttpClient knows what it speaks of, from 5.4 on. */
    private static final class SinceTlsStrategies {

        static PoolingHttpClientConnectionManagerBuilder observeTls(PoolingHttpClientConnectionManagerBuilder builder) {
            return builder.setTlsSocketStrategy(new ObservedTls(DefaultClientTlsStrategy.createDefault()));
        }
    }
}
