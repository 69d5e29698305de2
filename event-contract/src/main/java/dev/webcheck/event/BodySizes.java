package dev.webcheck.event;

/**
 * How many bytes the bodies of an exchange had; {@link #NOT_SEEN} for what was not seen.
 *
 * @param request the request's, as transferred: still compressed where it was
 * @param response the response's, as transferred; of a request that was not completed, the part that was read
 * @param responseDecoded the response's after decoding, as the application read it
 */
public record BodySizes(long request, long response, long responseDecoded) {

    /** Stands for a size that was not seen. */
    public static final long NOT_SEEN = -1;

    /** Nothing was seen. */
    public static final BodySizes UNSEEN = new BodySizes(NOT_SEEN, NOT_SEEN, NOT_SEEN);

    public BodySizes {
        new Violations()
                .seen("requestBodySize", request)
                .seen("responseBodySize", response)
                .seen("responseDecodedBodySize", responseDecoded)
                .throwIfAny();
    }
}
