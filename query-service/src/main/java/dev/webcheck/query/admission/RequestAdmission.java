package dev.webcheck.query.admission;

import dev.webcheck.query.parameter.Paging;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jspecify.annotations.Nullable;

/** Lets requests of the API in, as many at a time as there is room for. */
class RequestAdmission {

    private static final String USUAL_LIMIT = String.valueOf(Paging.DEFAULT_LIMIT);

    private final Admission admission;

    RequestAdmission(Admission admission) {
        this.admission = admission;
    }

    /** Runs before a thread is taken for the resource: many large requests that wait for their turn leave threads to small ones. */
    @ServerRequestFilter(nonBlocking = true)
    Uni<Void> admit(UriInfo uri, HttpHeaders headers, ResteasyReactiveContainerRequestContext context) {
        return admission.admitRequest(
                (ResteasyReactiveRequestContext) context.getServerRequestContext(), isLarge(uri, headers));
    }

    /** Asks for more than a page of the usual length has, or takes as much memory for another reason. */
    private static boolean isLarge(UriInfo uri, HttpHeaders headers) {
        return uri.getPath().matches(".*/(completeness|websites|notes)")
                || first(uri.getQueryParameters().get(Paging.LIMIT))
                        .filter(limit -> limit.length() > 2 && !limit.equals(USUAL_LIMIT))
                        .isPresent()
                || Stream.of(uri.getQueryParameters().get("format"), headers.getRequestHeader(HttpHeaders.ACCEPT))
                        .flatMap(values -> first(values).stream())
                        .anyMatch(format -> format.contains("ndjson") || format.contains("csv"));
    }

    private static Optional<String> first(@Nullable List<String> values) {
        return values == null ? Optional.empty() : values.stream().findFirst();
    }
}
