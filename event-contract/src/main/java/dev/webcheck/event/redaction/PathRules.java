package dev.webcheck.event.redaction;

/**
 * Secrets that are segments of a path: after a word such as {@code reset-password}, or of a form that a large service gives
 * to the addresses of its webhooks. This class is threadsafe.
 */
final class PathRules {

    private static final int SECRETS_FOLLOW = 1;
    private static final int RANDOM_SECRETS_FOLLOW = 2;
    private static final int SECRETS_OF_SLACK_FOLLOW = 3;

    private static final int LEAST_SECRET = 4;
    private static final int LEAST_RANDOM = 16;
    private static final int LONGEST_PLAIN_WORD = KnownTokens.SHORTEST - 1;
    private static final int LEAST_BOT_TOKEN = 20;

    private final Trie marks = new Trie();

    PathRules(WordLists lists) {
        lists.phrases("path-random").forEach(phrase -> marks.mark(marks.add(phrase), RANDOM_SECRETS_FOLLOW));
        lists.phrases("path-slack").forEach(phrase -> marks.mark(marks.add(phrase), SECRETS_OF_SLACK_FOLLOW));
        lists.phrases("path-secret").forEach(phrase -> marks.mark(marks.add(phrase), SECRETS_FOLLOW));
    }

    /**
     * The {@link Marks} in a path. A path of small letters and small numbers, as most are, has {@link Marks#SLASH} at most;
     * {@link Marks#OTHER} stands for a segment that can be a secret, {@link Marks#LONG} for one that can be a known token.
     */
    static int marks(String text, int from, int to) {
        int segment = from;
        int seen = 0;
        boolean plain = true;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (Letters.isLower(c)) {
                continue;
            }
            if (c == '/') {
                seen |= Marks.SLASH | markOf(plain, i - segment);
                segment = i + 1;
                plain = true;
            } else {
                seen |= Marks.of(c);
                plain &= c == '-' || c == '_';
            }
        }
        return seen | markOf(plain, to - segment);
    }

    private static int markOf(boolean plain, int length) {
        if (length >= KnownTokens.SHORTEST) {
            return Marks.OTHER | Marks.LONG;
        }
        return plain || length < LEAST_SECRET ? 0 : Marks.OTHER;
    }

    /** Finds them between slashes; a path ends at {@code ?}, {@code #} and what no URL has. */
    void find(View view, int from, int to, Spans secrets) {
        String text = view.text();
        int segment = from;
        int semicolon = to;
        int follow = 0;
        for (int i = from; i <= to; i++) {
            int mark = i == to ? Marks.END_OF_PATH : Marks.of(text.charAt(i));
            if ((mark & (Marks.SLASH | Marks.END_OF_PATH)) != 0) {
                // a segment may have parameters
                follow = segment(view, segment, Math.min(i, semicolon), follow, secrets);
                segment = i + 1;
                semicolon = to;
                if ((mark & Marks.END_OF_PATH) != 0) {
                    follow = 0;
                }
            } else if (mark == Marks.SEMICOLON) {
                semicolon = Math.min(i, semicolon);
            }
        }
    }

    /** What follows a segment, after what it followed itself. */
    private int segment(View view, int from, int to, int follow, Spans secrets) {
        String text = view.text();
        if (follow != 0 && isRedacted(text, from, to)) {
            return RANDOM_SECRETS_FOLLOW;
        }
        if (follow != 0 && isSecret(text, from, to, follow)) {
            secrets.add(view.origin(from), view.origin(to));
            // a number can be an id that the secret follows: /hooks/catch/123456/abcde12
            return areDigits(text, from, to) ? follow : RANDOM_SECRETS_FOLLOW;
        }
        if (isBotToken(text, from, to)) {
            secrets.add(view.origin(from + "bot".length()), view.origin(to));
            return follow;
        }
        return after(text, from, to, follow);
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
                || (follow == RANDOM_SECRETS_FOLLOW
                        && to - from >= LEAST_RANDOM
                        && !RandomText.isUuid(text, from, to)
                        && RandomText.looksRandom(text, from, to));
    }

    private static boolean areDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Letters.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isRedacted(String text, int from, int to) {
        return to - from == Redaction.REDACTED.length() && text.startsWith(Redaction.REDACTED, from);
    }

    /** A word in small letters, perhaps with dashes. */
    private static boolean isPlain(String text, int from, int to) {
        int digits = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            digits += Letters.isDigit(c) ? 1 : 0;
            if (!Letters.isLower(c) && !Letters.isDigit(c) && c != '-' && c != '_') {
                return false;
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
