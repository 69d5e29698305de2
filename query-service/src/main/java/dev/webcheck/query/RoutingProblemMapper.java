package dev.webcheck.query;

import dev.webcheck.query.problem.Problems;
import dev.webcheck.query.request.ListFormat;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Says in the words of this API what the framework found wrong with a path, a method or a media type. */
@ApplicationScoped
class RoutingProblemMapper {

    private static final int BEFORE_OTHERS = 1;

    @ServerExceptionMapper(priority = BEFORE_OTHERS)
    Response notFound(NotFoundException thrown, UriInfo uri) {
        return Problems.plain(
                        Status.NOT_FOUND, "There is nothing at this path. /q/swagger-ui shows what there is.", uri)
                .toResponse();
    }

    @ServerExceptionMapper(priority = BEFORE_OTHERS)
    Response notAllowed(NotAllowedException thrown, UriInfo uri) {
        HttpProblem problem = Problems.plain(
                Status.METHOD_NOT_ALLOWED, "This path can only be read; the Allow header has its methods.", uri);
        return Response.fromResponse(problem.toResponse())
                .header(HttpHeaders.ALLOW, "GET, HEAD, OPTIONS")
                .build();
    }

    @ServerExceptionMapper(priority = BEFORE_OTHERS)
    Response notAcceptable(NotAcceptableException thrown, UriInfo uri) {
        return Problems.plain(
                        Status.NOT_ACCEPTABLE,
                        "The Accept header allows no media type of this path. All are answered in "
                                + MediaType.APPLICATION_JSON + ", requests in " + ListFormat.NDJSON_TYPE + " and "
                                + ListFormat.CSV_TYPE + " too; what is live is answered in "
                                + MediaType.SERVER_SENT_EVENTS + " only.",
                        uri)
                .toResponse();
    }
}
