package dev.webcheck.query;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/**
 * Has nobody keep an answer of the API or of the tools, whatever it is: what is recorded changes at any moment, and is for those who ask.
 * What has a tag says itself how it may be kept.
 */
@ApplicationScoped
class UnstoredAnswers {

    static final String NO_STORE = "no-store";

    /** A route with a path would fail for addresses that are no URLs, before these are told so. */
    void route(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(context -> {
            if (isOfApiOrTools(context.request().path())) {
                context.addHeadersEndHandler(head -> {
                    if (!context.response().headers().contains(HttpHeaders.CACHE_CONTROL)) {
                        context.response().putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
                    }
                });
            }
            context.next();
        });
    }

    private static boolean isOfApiOrTools(@Nullable String path) {
        return path != null && (path.startsWith("/api/") || path.startsWith("/q/"));
    }
}
