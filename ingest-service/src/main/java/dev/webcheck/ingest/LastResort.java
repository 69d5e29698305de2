package dev.webcheck.ingest;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Answers, as problems too, what fails before or beside the resources: paths that cannot be decoded, for one. */
@ApplicationScoped
class LastResort {

    private static final Logger LOG = Logger.getLogger(LastResort.class);

    void install(@Observes Router router) {
        router.errorHandler(400, LastResort::answer);
        router.route().order(Integer.MAX_VALUE - 1).failureHandler(LastResort::answer);
    }

    private static void answer(RoutingContext context) {
        if (context.response().headWritten()) {
            context.next();
            return;
        }
        int status = context.statusCode() > 0 ? context.statusCode() : 500;
        if (status >= 500) {
            LOG.error("A request failed with " + status, context.failure());
        }
        HttpResponseStatus known = HttpResponseStatus.valueOf(status);
        String body = new JsonObject()
                .put("type", "about:blank")
                .put("title", known.reasonPhrase())
                .put("status", status)
                .put("detail", status < 500 ? "The request cannot be understood." : "Something failed in the service.")
                .encode();
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .end(body);
    }
}
