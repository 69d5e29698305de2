package dev.webcheck.query;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Answers the address of each page of the dashboard with its one document, which draws the page that the address names. */
@ApplicationScoped
class DashboardPages {

    private static final String DOCUMENT = "/index.html";
    private static final List<String> PAGES = List.of("/requests", "/incidents", "/websites", "/instances");

    void route(@Observes Router router) {
        for (String page : PAGES) {
            router.get(page).handler(context -> context.reroute(DOCUMENT));
            router.head(page).handler(context -> context.reroute(DOCUMENT));
        }
    }
}
