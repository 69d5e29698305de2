package dev.webcheck.client;

import dev.webcheck.client.intercept.ObservedTls;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;

/**
 * TLS that tells how long its handshakes take, for classic clients with a TLS strategy of their own; all others have it
 * from {@link ObservedConnections#pooling}. Needs HttpClient 5.4 or newer.
 *
 * <pre>{@code
 * ObservedConnections.pooling()
 *         .setTlsSocketStrategy(ObservedTlsStrategy.of(new DefaultClientTlsStrategy(sslContext)))
 *         .build();
 * }</pre>
 *
 * <p>This class is threadsafe.
 */
public final class ObservedTlsStrategy {

    private ObservedTlsStrategy() {}

    /**
     * Observes a strategy.
     *
     * @param strategy what makes a connection secure
     * @return the same, observed
     */
    public static TlsSocketStrategy of(TlsSocketStrategy strategy) {
        return new ObservedTls(strategy);
    }
}
