package dev.webcheck.client.intercept;

/**
 * Appends a path and its query without the values of {@linkplain SensitiveKeys sensitive} parameters, and without the
 * fragment. Parameters are looked for in the query and, after a {@code ;}, in the path.
 */
final class Redaction {

    private final SensitiveKeys keys;
    private final boolean all;

    Redaction(Privacy privacy) {
        keys = new SensitiveKeys(privacy.sensitiveParameters());
        all = privacy.allParameters();
    }

    void appendPath(StringBuilder out, String pathAndQuery) {
        int fragment = pathAndQuery.indexOf('#');
        int end = fragment < 0 ? pathAndQuery.length() : fragment;
        if (end > 0 && pathAndQuery.charAt(0) != '/' && pathAndQuery.charAt(0) != '?') {
            out.append('/');
        }
        int query = pathAndQuery.indexOf('?');
        boolean hasQuery = query >= 0 && query < end;
        redact(out, pathAndQuery, 0, hasQuery ? query : end, ";/", "/");
        if (hasQuery) {
            redact(out, pathAndQuery, query, end, "?&;", "&");
        }
    }

    /**
     * A parameter starts after any of {@code starts}; the value of a sensitive one ends only at one of {@code ends}, so that
     * no rest of it stays behind where servers differ on what separates parameters.
     */
    private void redact(StringBuilder out, String text, int from, int to, String starts, String ends) {
        int parameter = from;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            out.append(c);
            if (starts.indexOf(c) >= 0) {
                parameter = i + 1;
            } else if (c == '=' && (all || keys.contains(text, parameter, i))) {
                i = endOfValue(text, i + 1, to, ends) - 1;
                out.append(RequestUrls.REDACTED);
            }
        }
    }

    private static int endOfValue(String text, int from, int to, String ends) {
        int i = from;
        while (i < to && ends.indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }
}
