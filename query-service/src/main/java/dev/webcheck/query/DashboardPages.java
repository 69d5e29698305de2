package dev.webcheck.query;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/**
 * Answers the address of each page of the dashboard with its one document, which draws the page that the address names. A browser that
 * asks for a page that there is not gets it too, to be told so.
 */
@ApplicationScoped
class DashboardPages {

    private static final String DOCUMENT = "/index.html";
    private static final List<String> PAGES = List.of("/requests", "/incidents", "/websites", "/instances");

    /** Deeper down the document would not find what it refers to. */
    private static final String NO_PAGE = "/(?!(?:api|q)/?$)[^/.]+/?";

    void route(@Observes Router router) {
        for (String page : PAGES) {
            router.get(page).handler(DashboardPages::document);
            router.head(page).handler(DashboardPages::document);
        }
        router.getWithRegex(NO_PAGE).handler(context -> {
            if (wantsPage(context)) {
                context.response().setStatusCode(404);
                document(context);
            } else {
                context.next();
            }
        });
    }

    /** What the document refers to is relative, so that a proxy may put it below any path. */
    private static void document(RoutingContext context) {
        String path = context.normalizedPath();
        if (!path.endsWith("/")) {
            context.reroute(DOCUMENT);
            return;
        }
        String name = path.substring(path.lastIndexOf('/', path.length() - 2) + 1, path.length() - 1);
        String query =
                context.request().query() == null ? "" : "?" + context.request().query();
        context.response()
                .setStatusCode(302)
                .putHeader(HttpHeaders.LOCATION, "../" + name + query)
                .end();
    }

    private static boolean wantsPage(RoutingContext context) {
        String accepted = context.request().getHeader(HttpHeaders.ACCEPT);
        return accepted != null && accepted.contains(MediaType.TEXT_HTML);
    }
}
