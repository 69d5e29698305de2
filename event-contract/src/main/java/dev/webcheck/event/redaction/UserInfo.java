package dev.webcheck.event.redaction;

/** The user info of URLs: {@code https://user:password@host}. */
final class UserInfo {

    private static final String SCHEME_END = "://";

    private UserInfo() {}

    static void find(View view, int from, int to, Spans secrets) {
        String text = view.text();
        int scheme = indexOfScheme(text, from, to);
        while (scheme < to) {
            int start = scheme + SCHEME_END.length();
            int colon = -1;
            int at = -1;
            int i = start;
            for (; i < to && !isEndOfAuthority(text.charAt(i)); i++) {
                char c = text.charAt(i);
                if (c == '@') {
                    at = i;
                } else if (c == ':' && colon < 0) {
                    colon = i;
                }
            }
            add(view, start, colon, at, secrets);
            scheme = indexOfScheme(text, i, to);
        }
    }

    private static int indexOfScheme(String text, int from, int to) {
        int i = from;
        while (i < to && !(text.charAt(i) == ':' && text.startsWith(SCHEME_END, i))) {
            i++;
        }
        return i;
    }

    private static void add(View view, int start, int colon, int at, Spans secrets) {
        if (at <= start) {
            return;
        }
        if (colon < 0 || colon > at) {
            secrets.add(view.origin(start), view.origin(at));
        } else {
            secrets.add(view.origin(start), view.origin(colon));
            secrets.add(view.origin(colon + 1), view.origin(at));
        }
    }

    private static boolean isEndOfAuthority(char c) {
        return c == '/' || c == '?' || c == '#' || c == '"' || c == '<' || c == '>' || c == ' ' || c == ',';
    }
}
