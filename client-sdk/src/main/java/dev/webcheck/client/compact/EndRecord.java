package dev.webcheck.client.compact;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.EventLimits;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestPhase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The compact form of a {@link RequestCompleted}: all but what its instance says of itself. */
public final class EndRecord {

    /** The largest address: of IPv6. */
    private static final int LARGEST_ADDRESS = 16;

    /** The sum of all fields, each as large as an event may have it, in the order in which they are written. */
    private static final int LARGEST_WITHOUT_HEADERS = Byte.BYTES
            + RecordBuffer.UUID_SIZE
            + Byte.BYTES
            + RecordBuffer.LARGEST_VAR_LONG
            + Short.BYTES
            + RecordBuffer.largestText(EventLimits.ERROR_TYPE_LENGTH)
            + Byte.BYTES
            + Measurements.LARGEST
            + RecordBuffer.largestText(EventLimits.PROTOCOL_VERSION_LENGTH)
            + Byte.BYTES
            + LARGEST_ADDRESS
            + Short.BYTES
            + RecordBuffer.largestText(EventLimits.PEER_ADDRESS_LENGTH);

    /**
     * All headers of a message together have no more characters than this, names and values. What goes beyond is not
     * recorded: the room for it would have to be reserved for each open request.
     */
    public static final int HEADER_CHARACTERS = 1_024;

    private static final int STATUS = 1;
    private static final int ERROR = 2;
    private static final int PHASE = 4;
    private static final int PROTOCOL = 8;
    private static final int PEER = 16;
    private static final int HEADERS = 32;

    /** At the end of a record, where a version that does not know it does not look. */
    private static final int SOCKET = 64;

    private static final SerializableString OUTCOME = new SerializedString("outcome");
    private static final SerializableString DURATION_NANOS = new SerializedString("durationNanos");
    private static final SerializableString STATUS_CODE = new SerializedString("statusCode");
    private static final SerializableString ERROR_TYPE = new SerializedString("errorType");
    private static final SerializableString PHASE_FIELD = new SerializedString("phase");
    private static final SerializableString PROTOCOL_VERSION = new SerializedString("protocolVersion");
    private static final SerializableString PEER_ADDRESS = new SerializedString("peerAddress");
    private static final SerializableString PEER_PORT = new SerializedString("peerPort");
    private static final SerializableString RESPONSE_HEADERS = new SerializedString("responseHeaders");
    private static final SerializableString TYPE = new SerializedString("RequestCompleted");
    /** As journals have them, which another version may have written. */
    private static final List<EndOutcome> OUTCOMES =
            List.of(EndOutcome.COMPLETED, EndOutcome.FAILED, EndOutcome.CANCELLED, EndOutcome.ABANDONED);

    private EndRecord() {}

    /**
     * How many bytes a record has at most.
     *
     * @param headers whether response headers are recorded
     * @return the length of the largest record
     */
    public static int largest(boolean headers) {
        return LARGEST_WITHOUT_HEADERS + (headers ? RecordBuffer.largestHeaders(HEADER_CHARACTERS) : 0);
    }

    /**
     * Writes an end into an empty buffer.
     *
     * @param to the buffer
     * @param id the request
     * @param outcome how it ended
     * @param durationNanos from its begin to its end
     * @param status the status of the response; negative if there was none
     * @param errorType what went wrong, if something did
     * @param phase how far it had come, if that is to be told
     * @param measurements what was measured
     * @param protocolVersion the version of HTTP, if it is known
     * @param peer what it was sent to over the network, if that is known
     * @param socket the path of the Unix domain socket that it was sent to, if it was; of a longer path than an event can
     *     hold, the end
     * @param responseHeaders those of the response's headers that are recorded
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
            @Nullable String socket,
            Map<String, String> responseHeaders) {
        InetAddress address = peer == null ? null : peer.getAddress();
        to.putByte((status < 0 ? 0 : STATUS)
                | (errorType == null ? 0 : ERROR)
                | (phase == null ? 0 : PHASE)
                | (protocolVersion == null ? 0 : PROTOCOL)
                | (address == null ? 0 : PEER)
                | (responseHeaders.isEmpty() ? 0 : HEADERS)
                | (socket == null ? 0 : SOCKET));
        to.putUuid(id);
        to.putByte(OUTCOMES.indexOf(outcome));
        to.putVarLong(durationNanos);
        if (status >= 0) {
            to.putShort(status);
        }
        if (errorType != null) {
            to.putText(errorType);
        }
        if (phase != null) {
            to.putByte(PhaseCodes.of(phase));
        }
        measurements.write(to);
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
            to.putHeaders(responseHeaders, HEADER_CHARACTERS);
        }
        if (socket != null) {
            to.putText(socket.substring(Math.max(0, socket.length() - EventLimits.PEER_ADDRESS_LENGTH)));
        }
    }

    static void toJson(RecordCursor from, InstanceFields instance, JsonOutput json) throws IOException {
        JsonGenerator out = json.generator();
        int flags = from.takeByte();
        out.writeStartObject();
        json.text(EventFields.TYPE, TYPE);
        json.uuid(EventFields.ID, from);
        json.text(EventFields.INSTANCE_ID, instance.id());
        json.text(OUTCOME, OUTCOMES.get(from.takeByte()).name());
        json.number(DURATION_NANOS, from.takeVarLong());
        if ((flags & STATUS) != 0) {
            json.number(STATUS_CODE, from.takeShort());
        }
        if ((flags & ERROR) != 0) {
            json.text(ERROR_TYPE, from);
        }
        if ((flags & PHASE) != 0) {
            json.text(
                    PHASE_FIELD, PhaseCodes.phase(from.takeByte()).orElseThrow().name());
        }
        Measurements.toJson(from, json);
        if ((flags & PROTOCOL) != 0) {
            json.text(PROTOCOL_VERSION, from);
        }
        if ((flags & PEER) != 0) {
            json.address(PEER_ADDRESS, from);
            json.number(PEER_PORT, from.takeShort());
        }
        if ((flags & HEADERS) != 0) {
            json.headers(RESPONSE_HEADERS, from);
        }
        if ((flags & SOCKET) != 0) {
            json.text(PEER_ADDRESS, from);
            json.number(PEER_PORT, 0);
        }
        out.writeEndObject();
    }
}
