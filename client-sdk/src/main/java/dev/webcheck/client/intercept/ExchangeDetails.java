package dev.webcheck.client.intercept;

import java.net.InetSocketAddress;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.ProtocolVersion;
import org.jspecify.annotations.Nullable;

/** Where a request is sent to, and how, as its context knows once it has a connection. */
final class ExchangeDetails {

    private ExchangeDetails() {}

    /**
     * Tells a request.
     *
     * @param version the version of the response; null if there is none yet, or it does not say
     */
    static void tell(RequestHead head, @Nullable ProtocolVersion version, HttpClientContext context) {
        String protocol = HttpVersions.name(version == null ? context.getProtocolVersion() : version);
        UnixSocket socket = head.destination().socket();
        if (socket != null) {
            head.open().exchangedThrough(socket.address(), protocol);
            return;
        }
        head.open().exchangedWith(peer(context), protocol);
    }

    /** A socket of another kind has the address of no host for HttpClient; that is none. */
    static @Nullable InetSocketAddress peer(HttpClientContext context) {
        EndpointDetails endpoint = context.getEndpointDetails();
        if (endpoint == null || !(endpoint.getRemoteAddress() instanceof InetSocketAddress address)) {
            return null;
        }
        boolean somewhere =
                address.getAddress() != null && !address.getAddress().isAnyLocalAddress();
        return somewhere ? address : null;
    }
}
