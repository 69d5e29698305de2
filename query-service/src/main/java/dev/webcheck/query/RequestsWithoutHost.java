package dev.webcheck.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.webcheck.query.problem.Problems;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response.Status;
import java.io.UncheckedIOException;

/**
 * Refuses requests that name no host, for answers hold links. Checks of health that speak HTTP/1.0, which needs no host, are
 * answered all the same.
 */
@ApplicationScoped
class RequestsWithoutHost {

    private static final String TOOLS = "/q/";

    private final ObjectMapper json;

    RequestsWithoutHost(ObjectMapper json) {
        this.json = json;
    }

    void route(@Observes Router router) {
        router.route()
                .order(Integer.MIN_VALUE)
                .handler(context -> refuseUnless(
                        hasHost(context) || context.normalizedPath().startsWith(TOOLS), context))
                // With HTTP/1.1 it has failed before any handler.
                .failureHandler(context -> refuseUnless(hasHost(context), context));
    }

    private void refuseUnless(boolean isGood, RoutingContext context) {
        if (isGood) {
            context.next();
            return;
        }
        try {
            context.response()
                    .setStatusCode(Status.BAD_REQUEST.getStatusCode())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problems.MEDIA_TYPE)
                    .end(json.writeValueAsString(Problems.withoutHost()));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static boolean hasHost(RoutingContext context) {
        return context.request().authority() != null;
    }
}
