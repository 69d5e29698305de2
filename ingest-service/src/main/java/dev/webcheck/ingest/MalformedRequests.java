package dev.webcheck.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response.Status;
import java.io.UncheckedIOException;

/** Answers requests that Vert.x refuses before any route, such as those without a host; Quarkus would log them as errors. */
@ApplicationScoped
class MalformedRequests {

    private final ObjectMapper json;

    MalformedRequests(ObjectMapper json) {
        this.json = json;
    }

    void route(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::answer);
    }

    private void answer(RoutingContext context) {
        if (context.statusCode() != Status.BAD_REQUEST.getStatusCode()
                || context.response().headWritten()) {
            context.next();
            return;
        }
        String detail = String.valueOf(
                context.failure() == null ? null : context.failure().getMessage());
        try {
            context.response()
                    .setStatusCode(context.statusCode())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    // The problem may tell what the client sent, whatever it holds.
                    .putHeader("X-Content-Type-Options", "nosniff")
                    .end(json.writeValueAsString(
                            ProtocolProblems.problem(Status.BAD_REQUEST, detail).build()));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
