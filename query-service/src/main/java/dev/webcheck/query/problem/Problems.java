package dev.webcheck.query.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;

/** The problem details that this API answers with of its own. */
public final class Problems {

    /** For how long, in seconds, a client is asked to wait while the database is away or there is no room. */
    static final int RETRY_AFTER_SECONDS = 5;

    /** That of problem details (RFC 9457). */
    public static final String MEDIA_TYPE = "application/problem+json";

    private Problems() {}

    /**
     * Parameters are wrong.
     *
     * @param errors what is wrong, at least one
     * @return 400
     */
    public static HttpProblem badRequest(List<FieldError> errors) {
        return builder(
                        Status.BAD_REQUEST,
                        errors.size() == 1 ? sentence(errors.get(0)) : errors.size() + " parameters are wrong.")
                .with("errors", errors)
                .build();
    }

    /**
     * The address of a request is no URL.
     *
     * @param address what it is
     * @param reason what is wrong with it, without a full stop
     * @return 400
     */
    public static HttpProblem wrongAddress(String address, String reason) {
        return builder(
                        Status.BAD_REQUEST,
                        "The address is not valid: " + reason + ". It is '" + FieldError.shown(address) + "'.")
                .build();
    }

    /**
     * A request does not name one host.
     *
     * @param detail a sentence that says so
     * @return 400
     */
    public static HttpProblem wrongHost(String detail) {
        return builder(Status.BAD_REQUEST, detail).build();
    }

    /**
     * A body cannot be read.
     *
     * @param detail a sentence that says why
     * @return 400
     */
    public static HttpProblem badBody(String detail) {
        return builder(Status.BAD_REQUEST, detail).build();
    }

    /**
     * A body is longer than any that is taken.
     *
     * @param detail a sentence that says how long it may be
     * @return 413
     */
    public static HttpProblem tooLarge(String detail) {
        return builder(Status.REQUEST_ENTITY_TOO_LARGE, detail).build();
    }

    /**
     * What is to be changed is not what the client has seen.
     *
     * @param seen the tags of what it has seen
     * @param tag of what there is
     * @return 412
     */
    public static HttpProblem preconditionFailed(String seen, String tag) {
        return builder(
                        Status.PRECONDITION_FAILED,
                        "If-Match is '" + FieldError.shown(seen) + "', and what there is now has the tag " + tag
                                + ". Read it again, and decide anew.")
                .withHeader(HttpHeaders.ETAG, tag)
                .build();
    }

    /**
     * The client does not say what it has seen of what it wants to change.
     *
     * @param detail a sentence that says how it has to
     * @return 428
     */
    public static HttpProblem preconditionRequired(String detail) {
        return builder(Status.PRECONDITION_REQUIRED, detail).build();
    }

    /**
     * What was asked for is not recorded.
     *
     * @param detail a sentence that names it
     * @return 404
     */
    public static HttpProblem notFound(String detail) {
        return builder(Status.NOT_FOUND, detail).build();
    }

    /**
     * Any other problem.
     *
     * @param status what it is
     * @param detail a sentence
     * @param uri where it was met
     * @return the problem
     */
    public static HttpProblem plain(Status status, String detail, UriInfo uri) {
        return builder(status, detail).withInstance(path(uri)).build();
    }

    /**
     * The database cannot be asked at present.
     *
     * @param detail a sentence
     * @param uri where it was met
     * @return 503
     */
    public static HttpProblem databaseAway(String detail, UriInfo uri) {
        return builder(Status.SERVICE_UNAVAILABLE, detail)
                .withInstance(path(uri))
                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }

    /**
     * The database took longer than it may.
     *
     * @param uri where it was met
     * @return 503
     */
    public static HttpProblem tooSlow(UriInfo uri) {
        return plain(
                Status.SERVICE_UNAVAILABLE,
                "The database could not answer this within its time limit. A shorter time frame may help.",
                uri);
    }

    /**
     * As many listen as may.
     *
     * @param uri where it was met
     * @return 503
     */
    public static HttpProblem tooManyListeners(UriInfo uri) {
        return builder(Status.SERVICE_UNAVAILABLE, "As many clients listen already as may at a time.")
                .withInstance(path(uri))
                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }

    /**
     * There is no room for the answer at present.
     *
     * @param detail a sentence that says of what there is too much
     * @param uri where it was met
     * @return 503
     */
    public static HttpProblem noRoom(String detail, UriInfo uri) {
        return builder(Status.SERVICE_UNAVAILABLE, detail)
                .withInstance(path(uri))
                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }

    private static HttpProblem.Builder builder(Status status, String detail) {
        return HttpProblem.builder()
                .withTitle(status.getReasonPhrase())
                .withStatus(status)
                .withDetail(detail);
    }

    private static URI path(UriInfo uri) {
        return URI.create(uri.getRequestUri().getRawPath());
    }

    private static String sentence(FieldError error) {
        return error.value() == null
                ? error.field() + " " + error.message() + "."
                : error.field() + " is '" + error.value() + "', " + error.message() + ".";
    }
}
