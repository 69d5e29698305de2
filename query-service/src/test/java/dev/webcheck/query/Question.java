package dev.webcheck.query;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing to ask the service.
 *
 * @param method the HTTP method
 * @param route the path as the contract names it, with its parameters in braces
 * @param path what stands in their place
 * @param query what stands after the question mark, a parameter given twice two times
 * @param accept what the client accepts
 */
record Question(String method, String route, List<Given> path, List<Given> query, String accept) {

    /**
     * A parameter.
     *
     * @param name its name
     * @param value its value
     */
    record Given(String name, String value) {}

    String url() {
        String url = route;
        for (Given given : path) {
            url = url.replace("{" + given.name() + "}", encoded(given.value()));
        }
        return query.isEmpty()
                ? url
                : url + "?"
                        + query.stream()
                                .map(given -> encoded(given.name()) + "=" + encoded(given.value()))
                                .collect(Collectors.joining("&"));
    }

    boolean gives(String name) {
        return query.stream().anyMatch(given -> given.name().equals(name));
    }

    @Override
    public String toString() {
        return method + " " + url() + " (Accept: " + accept + ")";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
