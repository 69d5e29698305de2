package dev.webcheck.client.intercept;

import dev.webcheck.client.record.OpenRequest;
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
    static void tell(OpenRequest open, @Nullable ProtocolVersion version, HttpClientContext context) {
        EndpointDetails endpoint = context.getEndpointDetails();
        open.exchangedWith(
                endpoint != null && endpoint.getRemoteAddress() instanceof InetSocketAddress address ? address : null,
                HttpVersions.name(version == null ? context.getProtocolVersion() : version));
    }
}
