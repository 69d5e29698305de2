package dev.webcheck.event;

/** The bounds that every event keeps, in both directions. */
public final class EventLimits {

    /** The longest method, in characters. */
    public static final int METHOD_LENGTH = 64;

    /** The longest URL, in characters. */
    public static final int URL_LENGTH = 8_192;

    /** The longest name of a service, in characters. */
    public static final int SERVICE_LENGTH = 255;

    /** The longest error type, in characters. */
    public static final int ERROR_TYPE_LENGTH = 255;

    /** The longest version of a protocol, in characters. */
    public static final int PROTOCOL_VERSION_LENGTH = 16;

    /** The longest address of a peer, in characters. */
    public static final int PEER_ADDRESS_LENGTH = 64;

    /** The most headers of a request, and of a response. */
    public static final int HEADERS = 32;

    /** The longest name of a header, in characters. */
    public static final int HEADER_NAME_LENGTH = 128;

    /** The longest value of a header, in characters. */
    public static final int HEADER_VALUE_LENGTH = 1_024;

    /** The most open requests that one sign of an instance lists. */
    public static final int OPEN_REQUESTS = 10_000;

    /** The shortest lease, in milliseconds. */
    public static final long MIN_LEASE_MILLIS = 1_000;

    /** The longest lease, in milliseconds: a day. */
    public static final long MAX_LEASE_MILLIS = 86_400_000;

    private EventLimits() {}
}
