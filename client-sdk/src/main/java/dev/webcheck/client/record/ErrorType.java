package dev.webcheck.client.record;

/** What made a request fail, as {@code errorType} of its end. */
public enum ErrorType {
    /** The name of the host could not be resolved. */
    DNS("dns"),
    /** No connection could be made: refused, no route. */
    CONNECT("connect"),
    /** The TLS handshake failed, or TLS broke down later. */
    TLS("tls"),
    /** No connection was made in time. */
    CONNECT_TIMEOUT("connect_timeout"),
    /** The pool had no connection to lease in time. */
    POOL_TIMEOUT("pool_timeout"),
    /** The peer sent nothing for too long. */
    READ_TIMEOUT("read_timeout"),
    /** The peer reset the connection, or closed it before it answered. */
    RESET("reset"),
    /** HTTP guarantees that the server has not processed it (RFC 9113, section 8.7), although it may have left. */
    NOT_PROCESSED("not_processed"),
    /** One side broke the rules of HTTP. */
    PROTOCOL("protocol"),
    /** The response began, but its body did not come to its end. */
    BODY("body"),
    /** None of the others. */
    OTHER("_OTHER");

    private final String value;

    ErrorType(String value) {
        this.value = value;
    }

    /**
     * As events have it.
     *
     * @return a word of OpenTelemetry's {@code error.type}
     */
    public String value() {
        return value;
    }
}
