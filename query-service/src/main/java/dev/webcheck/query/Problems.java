package dev.webcheck.query;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;

/** The problem details that this API answers with of its own. */
final class Problems {

    /** For how long, in seconds, a client is asked to wait while the database is away. */
    static final int RETRY_AFTER_SECONDS = 5;

    private Problems() {}

    static HttpProblem badRequest(List<FieldError> errors) {
        return HttpProblem.builder()
                .withTitle("Bad Request")
                .withStatus(Status.BAD_REQUEST)
                .withDetail(String.join(
                        "; ", errors.stream().map(Problems::sentence).toList()))
                .with("errors", errors)
                .build();
    }

    static HttpProblem notFound(String detail) {
        return HttpProblem.builder()
                .withTitle("Not Found")
                .withStatus(Status.NOT_FOUND)
                .withDetail(detail)
                .build();
    }

    static HttpProblem databaseAway(String detail) {
        return HttpProblem.builder()
                .withTitle("Service Unavailable")
                .withStatus(Status.SERVICE_UNAVAILABLE)
                .withDetail(detail)
                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }

    static HttpProblem tooSlow() {
        return HttpProblem.builder()
                .withTitle("Service Unavailable")
                .withStatus(Status.SERVICE_UNAVAILABLE)
                .withDetail("The database could not answer this within its time limit. A time frame, or fewer filters,"
                        + " may be answered.")
                .build();
    }

    private static String sentence(FieldError error) {
        return error.value() == null
                ? error.field() + " " + error.message()
                : error.field() + " is '" + error.value() + "', " + error.message();
    }
}
