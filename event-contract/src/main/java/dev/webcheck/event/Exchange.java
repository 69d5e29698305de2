package dev.webcheck.event;

import java.util.Map;
import java.util.Optional;

/**
 * What was seen of an exchange on the wire.
 *
 * @param phase how far it had come when it ended otherwise than {@link EndOutcome#COMPLETED}, where that is known
 * @param phases how long its parts took
 * @param sizes how large its bodies were
 * @param protocolVersion the version of HTTP, such as {@code 1.1} or {@code 2}, at most 16 characters
 * @param peer what it was sent to
 * @param responseHeaders headers of the response that the user allowed to be recorded, by name: at most 32; names are lower-case
 *     tokens of at most 128 characters, values have at most 1,024
 */
public record Exchange(
        Optional<RequestPhase> phase,
        PhaseNanos phases,
        BodySizes sizes,
        Optional<String> protocolVersion,
        Optional<Peer> peer,
        Map<String, String> responseHeaders) {

    /** Nothing was seen. */
    public static final Exchange UNSEEN = new Exchange(
            Optional.empty(), PhaseNanos.UNSEEN, BodySizes.UNSEEN, Optional.empty(), Optional.empty(), Map.of());

    public Exchange {
        responseHeaders = Headers.copyOf(responseHeaders);
        Violations violations = new Violations().headers("responseHeaders", responseHeaders);
        protocolVersion.ifPresent(
                version -> violations.text("protocolVersion", version, EventLimits.PROTOCOL_VERSION_LENGTH));
        violations.throwIfAny();
    }
}
