package dev.webcheck.event;

/** What the characters of a text may be. A character is a Unicode code point, as JSON Schema and Postgres count them. */
final class Characters {

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private Characters() {}

    static boolean areMoreThan(int most, String text) {
        return text.length() > most && text.codePointCount(0, text.length()) > most;
    }

    /** Whether they make a token of RFC 9110, section 5.6.2, but for its length. */
    static boolean areToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isDigit(c) && !isLower(c) && !isUpper(c) && TOKEN_MARKS.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    static boolean haveUpperCase(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUpper(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether they are lower-case hexadecimal digits, at least one of them not 0. */
    static boolean areHexId(String text) {
        boolean nothing = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isDigit(c) && (c < 'a' || c > 'f')) {
                return false;
            }
            nothing &= c == '0';
        }
        return !nothing;
    }

    /** Whether Postgres and UTF-8 can hold them: no NUL, no half of a surrogate pair. */
    static boolean areStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLower(int c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isUpper(int c) {
        return c >= 'A' && c <= 'Z';
    }
}
