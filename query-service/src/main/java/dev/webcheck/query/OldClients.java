package dev.webcheck.query;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes what older clients accept in the way that is understood here: {@code HttpURLConnection} of Java 17 accepts
 * {@code text/html, image/gif, image/jpeg, *; q=.2}.
 */
@ApplicationScoped
class OldClients {

    private static final Pattern LONE_STAR = Pattern.compile("(?<=^|,)(\\s*)\\*(?=\\s*(?:[;,]|$))");
    private static final Pattern BARE_FRACTION = Pattern.compile("(;\\s*[qQ]=)(?=\\.[0-9])");

    void route(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(context -> {
            mend(context.request().headers());
            context.next();
        });
    }

    private static void mend(MultiMap headers) {
        List<String> accepted = headers.getAll(HttpHeaders.ACCEPT);
        List<String> understood = accepted.stream().map(OldClients::understood).toList();
        if (!understood.equals(accepted)) {
            headers.set(HttpHeaders.ACCEPT.toString(), understood);
        }
    }

    private static String understood(String accept) {
        String wildcards = LONE_STAR.matcher(accept).replaceAll("$1*/*");
        return BARE_FRACTION.matcher(wildcards).replaceAll("$10");
    }
}
