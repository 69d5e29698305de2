package dev.webcheck.client.intercept;

import dev.webcheck.client.record.OpenRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/** A resolver, unchanged, which tells the request that a connection is opened for how long it took. This class is threadsafe. */
public final class ObservedResolver implements DnsResolver {

    private final DnsResolver resolver;

    /**
     * Observes.
     *
     * @param resolver does the work
     */
    public ObservedResolver(DnsResolver resolver) {
        this.resolver = resolver;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        long startNanos = System.nanoTime();
        try {
            return resolver.resolve(host);
        } finally {
            tell(startNanos);
        }
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        long startNanos = System.nanoTime();
        try {
            return resolver.resolve(host, port);
        } finally {
            tell(startNanos);
        }
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return resolver.resolveCanonicalHostname(host);
    }

    private static void tell(long startNanos) {
        OpenRequest open = ConnectingRequest.ofThread();
        if (open != null) {
            open.resolved(System.nanoTime() - startNanos);
        }
    }
}
