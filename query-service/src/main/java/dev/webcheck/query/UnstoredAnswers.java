package dev.webcheck.query;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Has nobody keep an answer of the API or of the tools, whatever it is: what is recorded changes at any moment, and is for those who ask.
 * What has a tag says itself how it may be kept.
 */
@ApplicationScoped
class UnstoredAnswers {

    static final String NO_STORE = "no-store";

    private static final String API_AND_TOOLS = "/(?:api|q)(?:/.*)?";

    void route(@Observes Router router) {
        router.routeWithRegex(API_AND_TOOLS).order(Integer.MIN_VALUE).handler(context -> {
            context.addHeadersEndHandler(head -> {
                if (!context.response().headers().contains(HttpHeaders.CACHE_CONTROL)) {
                    context.response().putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
                }
            });
            context.next();
        });
    }
}
