package dev.webcheck.client.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.impl.BasicEndpointDetails;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExchangeDetailsTest {

    @Test
    void the_peer_is_the_address_that_a_connection_leads_to() {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 80);
        assertThat(ExchangeDetails.peer(connectedTo(address))).isEqualTo(address);
    }

    @Test
    void a_connection_that_leads_to_no_host_has_no_peer() {
        assertThat(ExchangeDetails.peer(connectedTo(new InetSocketAddress("0.0.0.0", 0))))
                .isNull();
        assertThat(ExchangeDetails.peer(connectedTo(new InetSocketAddress("::", 0))))
                .isNull();
        assertThat(ExchangeDetails.peer(connectedTo(InetSocketAddress.createUnresolved("h", 80))))
                .isNull();
        assertThat(ExchangeDetails.peer(connectedTo(UnixDomainSocketAddress.of("/run/docker.sock"))))
                .isNull();
        assertThat(ExchangeDetails.peer(connectedTo(null))).isNull();
    }

    private static HttpClientContext connectedTo(@Nullable SocketAddress address) {
        EndpointDetails details = new BasicEndpointDetails(address, null, null, null);
        return new HttpClientContext() {
            @Override
            public EndpointDetails getEndpointDetails() {
                return details;
            }
        };
    }
}
