package dev.webcheck.event.redaction;

/**
 * Secrets that are segments of a path: after a word such as {@code reset-password}, or of a form that a large service gives
 * to the addresses of its webhooks. This class is threadsafe.
 */
final class PathRules {

    private static final int SECRETS_FOLLOW = 1;
    private static final int RANDOM_SECRETS_FOLLOW = 2;

    private static final int LEAST_SECRET = 4;
    private static final int LEAST_RANDOM = 16;
    private static final int LONGEST_PLAIN_WORD = 16;
    private static final int LEAST_BOT_TOKEN = 20;

    private final Trie marks = new Trie();

    PathRules() {
        WordLists lists = WordLists.read();
        lists.phrases("path-random").forEach(phrase -> marks.mark(marks.add(phrase), RANDOM_SECRETS_FOLLOW));
        lists.phrases("path-secret").forEach(phrase -> marks.mark(marks.add(phrase), SECRETS_FOLLOW));
    }

    /** Whether a path has parameters, escapes, or a segment of more than small letters; most have not. */
    static boolean mayHaveSecrets(String text, int from, int to) {
        int segment = from;
        boolean plain = true;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '/') {
                if (isLong(plain, i - segment)) {
                    return true;
                }
                segment = i + 1;
                plain = true;
            } else if (!Letters.isLower(c)) {
                if (Marks.of(c) != 0 || c == ':') {
                    return true;
                }
                plain &= c == '-' || c == '_';
            }
        }
        return isLong(plain, to - segment);
    }

    private static boolean isLong(boolean plain, int length) {
        return plain ? length > LONGEST_PLAIN_WORD : length >= LEAST_SECRET;
    }

    /** Finds them between slashes; a path ends at {@code ?}, {@code #} and what no URL has. */
    void find(View view, int from, int to, Spans secrets) {
        String text = view.text();
        int segment = from;
        int follow = 0;
        for (int i = from; i <= to; i++) {
            char c = i == to ? '?' : text.charAt(i);
            if (c == '/' || isEndOfPath(c)) {
                int end = endOfName(text, segment, i);
                if (follow != 0 && isSecret(text, segment, end, follow)) {
                    secrets.add(view.origin(segment), view.origin(end));
                    follow = RANDOM_SECRETS_FOLLOW;
                } else if (isBotToken(text, segment, end)) {
                    secrets.add(view.origin(segment + "bot".length()), view.origin(end));
                } else {
                    follow = after(text, segment, end, follow);
                }
                segment = i + 1;
                if (c != '/') {
                    follow = 0;
                }
            }
        }
    }

    /** A segment may have parameters. */
    private static int endOfName(String text, int from, int to) {
        int i = from;
        while (i < to && text.charAt(i) != ';') {
            i++;
        }
        return i;
    }

    private static boolean isEndOfPath(char c) {
        return c == '?' || c == '#' || c == '&' || c == '"' || c == '<' || c == '>' || c == ' ' || c == '=' || c == ',';
    }

    private int after(String text, int from, int to, int before) {
        int node = Trie.ROOT;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (Letters.isAlphanumeric(c)) {
                node = marks.child(node, Letters.lower(c));
                if (node == Trie.NONE) {
                    return before;
                }
            }
        }
        int follow = marks.marks(node);
        return follow == 0 || before == SECRETS_FOLLOW ? before : follow;
    }

    private static boolean isSecret(String text, int from, int to, int follow) {
        if (follow == SECRETS_FOLLOW) {
            return to - from >= LEAST_SECRET && !isPlain(text, from, to);
        }
        return isSlackId(text, from, to)
                || (to - from >= LEAST_RANDOM
                        && !RandomText.isUuid(text, from, to)
                        && RandomText.looksRandom(text, from, to));
    }

    /** A word in small letters, perhaps with dashes, or what was redacted before. */
    private static boolean isPlain(String text, int from, int to) {
        int digits = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            digits += Letters.isDigit(c) ? 1 : 0;
            if (!Letters.isLower(c) && !Letters.isDigit(c) && c != '-' && c != '_') {
                return to - from == Redaction.REDACTED.length() && text.startsWith(Redaction.REDACTED, from);
            }
        }
        return digits == 0 && to - from <= LONGEST_PLAIN_WORD;
    }

    /** {@code T0123ABCD} and {@code B0123ABCD} of https://hooks.slack.com/services/T…/B…/… */
    private static boolean isSlackId(String text, int from, int to) {
        if (to - from < 9 || to - from > 12 || (text.charAt(from) != 'T' && text.charAt(from) != 'B')) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (!Letters.isUpper(text.charAt(i)) && !Letters.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** {@code bot123456:ABC-DEF}, as https://api.telegram.org has it. */
    private static boolean isBotToken(String text, int from, int to) {
        if (to - from < LEAST_BOT_TOKEN || !text.startsWith("bot", from)) {
            return false;
        }
        int i = from + "bot".length();
        while (i < to && Letters.isDigit(text.charAt(i))) {
            i++;
        }
        boolean colon = i < to && (text.charAt(i) == ':' || text.startsWith("%3A", i) || text.startsWith("%3a", i));
        return colon && i > from + "bot".length();
    }
}
