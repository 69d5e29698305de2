package dev.webcheck.ingest.body;

import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What makes one client of the many connections: an IPv4 address, or the first 64 bits of an IPv6 one. */
public final class ClientAddress {

    /** Whoever has one IPv6 address has 2^64 of them (RFC 7421). */
    private static final int PREFIX_BYTES = 8;

    private ClientAddress() {}

    /**
     * The client at an address.
     *
     * @param remote where a connection comes from; absent for a socket of this machine
     * @return a key that is the same for all connections of the client
     */
    public static String of(@Nullable SocketAddress remote) {
        @Nullable String host = remote == null ? null : remote.hostAddress();
        if (host == null) {
            return "local";
        }
        return host.indexOf(':') < 0 ? host : prefix(host);
    }

    private static String prefix(String host) {
        try {
            // An address in digits is not looked up; one that maps an IPv4 address becomes that.
            byte[] address = InetAddress.getByName(host).getAddress();
            return Arrays.toString(Arrays.copyOf(address, Math.min(address.length, PREFIX_BYTES)));
        } catch (UnknownHostException e) {
            return host;
        }
    }
}
