package dev.webcheck.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;

/** Gives problem details to what the HTTP server refuses before any route sees it, such as a URL that is malformed. */
@ApplicationScoped
class ServerProblems {

    private final ObjectMapper json;

    ServerProblems(ObjectMapper json) {
        this.json = json;
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::answer);
    }

    private void answer(RoutingContext context) {
        Status status = Status.fromStatusCode(context.statusCode());
        if (status == null
                || status.getFamily() != Status.Family.CLIENT_ERROR
                || context.response().headWritten()) {
            context.next();
            return;
        }
        String detail = status == Status.BAD_REQUEST ? "The URL is malformed." : status.getReasonPhrase() + ".";
        context.response()
                .setStatusCode(status.getStatusCode())
                .putHeader(HttpHeaders.CONTENT_TYPE, HttpProblem.MEDIA_TYPE.toString())
                .end(body(Problems.notRouted(status, detail)));
    }

    private String body(HttpProblem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem has no JSON", e);
        }
    }
}
