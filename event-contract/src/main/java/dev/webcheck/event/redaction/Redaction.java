package dev.webcheck.event.redaction;

/**
 * Keeps secrets out of URLs and headers before they are recorded. A secret is known by the name of its parameter, header or
 * JSON field, by its own form, or by the segment of the path that it follows; escapes are resolved first, also those of URLs
 * inside of URLs. Names stay, values become {@value #REDACTED}. To redact twice changes nothing.
 *
 * <p>Nothing here throws, and the time is linear in the length of a text. This class is threadsafe.
 */
public final class Redaction {

    /** What stands in the place of a secret. */
    public static final String REDACTED = "REDACTED";

    /** Longer texts are cut here, in characters, before they are looked at; no event can hold as much. */
    static final int LONGEST = 16_384;

    /** So often the rest of a text is looked at again, at most. */
    private static final int MOST_ROUNDS = 4;

    /** Finds the secrets of a text. */
    private interface Rules {
        void find(View view, int end, Spans secrets);
    }

    private final Rules ofPath;
    private final Rules ofUrl;
    private final Rules ofText;
    private final SecretFinder finder;

    /**
     * Makes the rules.
     *
     * @param settings what the operator has set
     */
    public Redaction(RedactionSettings settings) {
        finder = new SecretFinder(settings);
        ofPath = (view, end, secrets) -> findInPath(view, 0, end, secrets);
        ofUrl = this::findInUrl;
        ofText = (view, end, secrets) -> finder.inText(view, 0, end, secrets);
    }

    /**
     * Appends the path and the query of a URL without their secrets and without the fragment.
     *
     * @param out where to; a path that lacks its first slash gets one
     * @param pathAndQuery as it leaves the process
     */
    public void appendPath(StringBuilder out, String pathAndQuery) {
        String path = cut(pathAndQuery, endOfUrl(pathAndQuery));
        if (!path.isEmpty() && path.charAt(0) != '/' && path.charAt(0) != '?') {
            out.append('/');
        }
        out.append(redacted(path, ofPath));
    }

    /**
     * A URL without its secrets and without the fragment.
     *
     * @param url absolute
     * @return the same object if it has no secrets
     */
    public String url(String url) {
        return redacted(cut(url, endOfUrl(url)), ofUrl);
    }

    /**
     * The value of a header without its secrets.
     *
     * @param name the name of the header
     * @param value its value
     * @return the same object if it has no secrets
     */
    public String headerValue(String name, String value) {
        if (finder.isSecret(name, value)) {
            return value.equals(REDACTED) ? value : REDACTED;
        }
        return redacted(cut(value, Math.min(value.length(), LONGEST)), ofText);
    }

    private static String redacted(String text, Rules rules) {
        String redacted = text;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Spans secrets = new Spans();
            rules.find(View.of(redacted), redacted.length(), secrets);
            if (secrets.count() == 0) {
                return redacted;
            }
            String next = secrets.redacted(redacted);
            if (next.equals(redacted)) {
                return redacted;
            }
            redacted = next;
            if (!secrets.mayHaveMore()) {
                return redacted;
            }
        }
        return redacted;
    }

    private void findInUrl(View view, int end, Spans secrets) {
        int path = startOfPath(view.text(), end);
        UserInfo.find(view, 0, path, secrets);
        findInPath(view, path, end, secrets);
    }

    private void findInPath(View view, int from, int end, Spans secrets) {
        String text = view.text();
        int query = from;
        while (query < end && text.charAt(query) != '?') {
            query++;
        }
        finder.inPath(view, from, query, secrets);
        finder.inQuery(view, Math.min(query + 1, end), end, secrets);
    }

    private static String cut(String text, int end) {
        return end == text.length() ? text : text.substring(0, end);
    }

    private static int endOfUrl(String url) {
        int fragment = url.indexOf('#');
        return Math.min(fragment < 0 ? url.length() : fragment, LONGEST);
    }

    private static int startOfPath(String url, int end) {
        int scheme = url.indexOf("://");
        int i = scheme < 0 || scheme > end ? 0 : scheme + 3;
        while (i < end && url.charAt(i) != '/' && url.charAt(i) != '?') {
            i++;
        }
        return i;
    }
}
