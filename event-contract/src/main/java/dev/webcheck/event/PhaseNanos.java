package dev.webcheck.event;

/**
 * How long the parts of an exchange took, in nanoseconds by the monotonic clock of the instance; {@link #NOT_SEEN} for what
 * was not seen.
 *
 * @param lease the wait for a connection of the pool
 * @param dns the look-up of the host
 * @param connect the TCP connection, with the look-up and the TLS handshake where these cannot be seen apart
 * @param tls the TLS handshake
 * @param send writing the request
 * @param firstByte from the request written to the head of the answer
 * @param body from the head of the answer to the end of its body
 */
public record PhaseNanos(long lease, long dns, long connect, long tls, long send, long firstByte, long body) {

    /** Stands for a duration that was not seen. */
    public static final long NOT_SEEN = -1;

    /** Nothing was seen. */
    public static final PhaseNanos UNSEEN =
            new PhaseNanos(NOT_SEEN, NOT_SEEN, NOT_SEEN, NOT_SEEN, NOT_SEEN, NOT_SEEN, NOT_SEEN);

    public PhaseNanos {
        new Violations()
                .seen("phaseNanos.lease", lease)
                .seen("phaseNanos.dns", dns)
                .seen("phaseNanos.connect", connect)
                .seen("phaseNanos.tls", tls)
                .seen("phaseNanos.send", send)
                .seen("phaseNanos.firstByte", firstByte)
                .seen("phaseNanos.body", body)
                .throwIfAny();
    }
}
