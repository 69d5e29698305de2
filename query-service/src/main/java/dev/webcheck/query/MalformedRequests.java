package dev.webcheck.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.webcheck.query.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response.Status;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Refuses requests whose address is no URL (RFC 3986), and those that do not name one host (RFC 9112 §3.2), for answers hold links.
 * Checks of health that speak HTTP/1.0, which needs no host, are answered all the same.
 */
@ApplicationScoped
class MalformedRequests {

    private static final String TOOLS = "/q/";

    private final ObjectMapper json;

    MalformedRequests(ObjectMapper json) {
        this.json = json;
    }

    /** Leaves it to this class to look at addresses; Quarkus refuses them without a word. To be called before it starts. */
    static void lookAtAllAddresses() {
        System.setProperty("vertx.disableURIValidation", "true");
    }

    void route(@Observes Router router) {
        router.route()
                .order(Integer.MIN_VALUE)
                .handler(context -> goOnUnless(
                        needsNoHost(context) ? wrongAddress(context.request()) : wrong(context.request()), context))
                // Some have failed before any handler.
                .failureHandler(context -> goOnUnless(wrong(context.request()), context));
    }

    private static boolean needsNoHost(RoutingContext context) {
        return !context.request().headers().contains(HttpHeaders.HOST)
                && context.normalizedPath().startsWith(TOOLS);
    }

    private static Optional<HttpProblem> wrong(HttpServerRequest request) {
        return wrongAddress(request).or(() -> wrongHost(request));
    }

    private static Optional<HttpProblem> wrongAddress(HttpServerRequest request) {
        String address = request.uri();
        try {
            String path = new URI(address).getRawPath();
            return path != null && path.startsWith("/")
                    ? Optional.empty()
                    : Optional.of(Problems.wrongAddress(address, "its path has to begin with a slash"));
        } catch (URISyntaxException wrong) {
            int index = wrong.getIndex();
            boolean isOneCharacter = index >= 0 && index < address.length() && address.charAt(index) != '/';
            return Optional.of(Problems.wrongAddress(
                    address, isOneCharacter ? hasToBeEscaped(address.substring(index, index + 1)) : wrong.getReason()));
        }
    }

    private static String hasToBeEscaped(String character) {
        return "'" + character + "' has to be written as " + URLEncoder.encode(character, StandardCharsets.UTF_8);
    }

    private static Optional<HttpProblem> wrongHost(HttpServerRequest request) {
        if (request.headers().getAll(HttpHeaders.HOST).size() > 1) {
            return Optional.of(Problems.wrongHost("There is more than one Host header."));
        }
        return request.authority() == null || request.authority().host().isEmpty()
                ? Optional.of(Problems.wrongHost("The Host header is missing, or is no host."))
                : Optional.empty();
    }

    private void goOnUnless(Optional<HttpProblem> problem, RoutingContext context) {
        if (problem.isEmpty()) {
            context.next();
            return;
        }
        try {
            context.response()
                    .setStatusCode(Status.BAD_REQUEST.getStatusCode())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problems.MEDIA_TYPE)
                    // The address is told, whatever it holds.
                    .putHeader("X-Content-Type-Options", "nosniff")
                    .putHeader(HttpHeaders.CACHE_CONTROL, UnstoredAnswers.NO_STORE)
                    .end(json.writeValueAsString(problem.get()));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
