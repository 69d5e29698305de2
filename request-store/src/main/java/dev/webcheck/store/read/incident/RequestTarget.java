package dev.webcheck.store.read.incident;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a request asked for, either exactly or as a route: without the query, and with identifiers in the path generalized.
 *
 * @param method the HTTP method
 * @param website the website
 * @param text the whole URL if exact, else the path of the route
 * @param exact whether it is one URL
 */
record RequestTarget(String method, String website, String text, boolean exact) {

    /** What stands in a route for any identifier. */
    static final String ANY = "{id}";

    /** Digits, UUIDs, and hexadecimal numbers so long that they hardly are words. */
    private static final Pattern IDENTIFIER = Pattern.compile(
            "[0-9]+|\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}|\\p{XDigit}{12,}");

    static RequestTarget exactly(String method, String website, String url) {
        return new RequestTarget(method, website, url, true);
    }

    RequestTarget route() {
        String path = Arrays.stream(path(text).split("/", -1))
                .map(segment -> IDENTIFIER.matcher(segment).matches() ? ANY : segment)
                .collect(Collectors.joining("/"));
        return new RequestTarget(method, website, path, false);
    }

    private static String path(String url) {
        String withoutQuery = url.split("[?#]", 2)[0];
        int start = withoutQuery.indexOf('/', withoutQuery.indexOf("://") + "://".length());
        return start < 0 ? "/" : withoutQuery.substring(start);
    }
}
