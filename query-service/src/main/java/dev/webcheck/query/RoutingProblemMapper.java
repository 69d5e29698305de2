package dev.webcheck.query;

import dev.webcheck.query.problem.Problems;
import dev.webcheck.query.request.ListFormat;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Says in the words of this API what the framework found wrong with a path, a method or a media type. */
@ApplicationScoped
class RoutingProblemMapper {

    private static final int BEFORE_OTHERS = 1;

    /** The one path that can be written to. */
    private static final Pattern NOTES = Pattern.compile("/?api/v1/incidents/[^/]+/notes/?(?<note>[^/]+/?)?");

    @ServerExceptionMapper(priority = BEFORE_OTHERS)
    Response notFound(NotFoundException thrown, UriInfo uri) {
        if (NOTES.matcher(uri.getPath()).matches()) {
            // The framework overlooks the other methods of a class whose own path has a parameter.
            return notAllowed(uri);
        }
        return Problems.plain(
                        Status.NOT_FOUND, "There is nothing at this path. /q/swagger-ui shows what there is.", uri)
                .toResponse();
    }

    @ServerExceptionMapper(priority = BEFORE_OTHERS)
    Response notAllowed(NotAllowedException thrown, UriInfo uri) {
        return notAllowed(uri);
    }

    private static Response notAllowed(UriInfo uri) {
        HttpProblem problem = Problems.plain(
                Status.METHOD_NOT_ALLOWED, "This path has no such method; the Allow header has those it has.", uri);
        return Response.fromResponse(problem.toResponse())
                .header(HttpHeaders.ALLOW, allowed(uri.getPath()))
                .build();
    }

    private static String allowed(String path) {
        Matcher notes = NOTES.matcher(path);
        if (!notes.matches()) {
            return "GET, HEAD, OPTIONS";
        }
        return notes.group("note") == null ? "GET, HEAD, OPTIONS, POST" : "GET, HEAD, OPTIONS, PUT, DELETE";
    }

    @ServerExceptionMapper(priority = BEFORE_OTHERS)
    Response notSupported(NotSupportedException thrown, UriInfo uri) {
        return Problems.plain(
                        Status.UNSUPPORTED_MEDIA_TYPE,
                        "The body has to be " + MediaType.APPLICATION_JSON
                                + ", and the Content-Type header has to say so.",
                        uri)
                .toResponse();
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
