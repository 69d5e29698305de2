package dev.webcheck.event;

/**
 * What a request was sent to: the server, or a proxy before it.
 *
 * @param address its IP address as text, or the path of its Unix domain socket; 1 to 64 characters
 * @param port its port, 0 to 65535; 0 for a Unix domain socket
 */
public record Peer(String address, int port) {

    private static final int HIGHEST_PORT = 65_535;

    public Peer {
        new Violations()
                .text("peerAddress", address, EventLimits.PEER_ADDRESS_LENGTH)
                .range("peerPort", port, 0, HIGHEST_PORT)
                .throwIfAny();
    }
}
