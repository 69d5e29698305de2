package dev.webcheck.ingest;

import dev.webcheck.ingest.batch.BodyFormat;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers to requests that are for no resource, or not in a way that it understands. */
class ProtocolProblems {

    private static final String EVENTS = "POST /api/v1/events";

    private final RefusedMapper refusals;

    ProtocolProblems(RefusedMapper refusals) {
        this.refusals = refusals;
    }

    @ServerExceptionMapper(priority = 1)
    public Response notFound(NotFoundException e) {
        return problem(Response.Status.NOT_FOUND, "There is nothing here. Events go to " + EVENTS + ".")
                .build()
                .toResponse();
    }

    @ServerExceptionMapper
    public Response notAllowed(NotAllowedException e) {
        return problem(Response.Status.METHOD_NOT_ALLOWED, "The method must be POST.")
                .withHeader(HttpHeaders.ALLOW, "POST, OPTIONS")
                .build()
                .toResponse();
    }

    @ServerExceptionMapper
    public Response notAcceptable(NotAcceptableException e) {
        return problem(Response.Status.NOT_ACCEPTABLE, "Accept must admit application/json.")
                .build()
                .toResponse();
    }

    @ServerExceptionMapper
    public Response notSupported(NotSupportedException e) {
        return refusals.toResponse(BodyFormat.unsupported());
    }

    static HttpProblem.Builder problem(Response.Status status, String detail) {
        return HttpProblem.builder()
                .withType(URI.create("about:blank"))
                .withTitle(status.getReasonPhrase())
                .withStatus(status)
                .withDetail(detail);
    }
}
