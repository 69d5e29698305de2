package dev.webcheck.client.journal;

import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.Exchange;
import dev.webcheck.event.Peer;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestPhase;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The compact form of a {@link RequestCompleted}: all but what its instance says of itself. */
public final class EndRecord {

    /** No record is longer than this, what its error type and its response headers take left out. */
    public static final int LARGEST_FIXED_PART = 192;

    private static final int STATUS = 1;
    private static final int ERROR = 2;
    private static final int PHASE = 4;
    private static final int PROTOCOL = 8;
    private static final int PEER = 16;
    private static final int HEADERS = 32;

    private static final EndOutcome[] OUTCOMES = EndOutcome.values();
    private static final RequestPhase[] PHASES = RequestPhase.values();

    private EndRecord() {}

    /**
     * Writes an end into an empty buffer.
     *
     * @param status negative if there was none
     */
    public static void write(
            RecordBuffer to,
            UUID id,
            EndOutcome outcome,
            long durationNanos,
            int status,
            @Nullable String errorType,
            @Nullable RequestPhase phase,
            Measurements measurements,
            @Nullable String protocolVersion,
            @Nullable InetSocketAddress peer,
            Map<String, String> responseHeaders) {
        InetAddress address = peer == null ? null : peer.getAddress();
        to.putByte((status < 0 ? 0 : STATUS)
                | (errorType == null ? 0 : ERROR)
                | (phase == null ? 0 : PHASE)
                | (protocolVersion == null ? 0 : PROTOCOL)
                | (address == null ? 0 : PEER)
                | (responseHeaders.isEmpty() ? 0 : HEADERS));
        to.putUuid(id);
        to.putByte(outcome.ordinal());
        to.putVarLong(durationNanos);
        measurements.write(to);
        if (status >= 0) {
            to.putShort(status);
        }
        if (errorType != null) {
            to.putText(errorType);
        }
        if (phase != null) {
            to.putByte(phase.ordinal());
        }
        if (protocolVersion != null) {
            to.putText(protocolVersion);
        }
        if (peer != null && address != null) {
            byte[] bytes = address.getAddress();
            to.putByte(bytes.length);
            for (byte b : bytes) {
                to.putByte(b);
            }
            to.putShort(peer.getPort());
        }
        if (!responseHeaders.isEmpty()) {
            HeaderFields.write(to, responseHeaders);
        }
    }

    /** Reads an end of an instance. */
    public static RequestCompleted read(byte[] record, UUID instanceId) {
        RecordCursor from = new RecordCursor(record);
        int flags = from.takeByte();
        UUID id = from.takeUuid();
        EndOutcome outcome = OUTCOMES[from.takeByte()];
        Duration duration = Duration.ofNanos(from.takeVarLong());
        Measurements measurements = Measurements.read(from);
        OptionalInt status = (flags & STATUS) == 0 ? OptionalInt.empty() : OptionalInt.of(from.takeShort());
        Optional<String> errorType = (flags & ERROR) == 0 ? Optional.empty() : Optional.of(from.takeText());
        Optional<RequestPhase> phase = (flags & PHASE) == 0 ? Optional.empty() : Optional.of(PHASES[from.takeByte()]);
        Optional<String> protocol = (flags & PROTOCOL) == 0 ? Optional.empty() : Optional.of(from.takeText());
        Optional<Peer> peer = (flags & PEER) == 0 ? Optional.empty() : Optional.of(peer(from));
        Map<String, String> headers = (flags & HEADERS) == 0 ? Map.of() : HeaderFields.read(from);
        return new RequestCompleted(
                id,
                instanceId,
                outcome,
                duration,
                status,
                errorType,
                new Exchange(phase, measurements.phases(), measurements.sizes(), protocol, peer, headers));
    }

    private static Peer peer(RecordCursor from) {
        byte[] address = from.takeBytes(from.takeByte());
        int port = from.takeShort();
        try {
            return new Peer(InetAddress.getByAddress(address).getHostAddress(), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("An address has 4 or 16 bytes, not " + address.length, e);
        }
    }
}
