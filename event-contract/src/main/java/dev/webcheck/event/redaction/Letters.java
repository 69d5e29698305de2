package dev.webcheck.event.redaction;

/** The characters of names and values. */
final class Letters {

    private static final int ASCII = 128;
    private static final int DIGIT = 1;
    private static final int UPPER = 2;
    private static final int LOWER = 4;
    private static final int MARK_OF_TOKEN = 8;
    private static final byte[] KINDS = kinds();

    private Letters() {}

    private static byte[] kinds() {
        byte[] kinds = new byte[ASCII];
        for (char c = 0; c < ASCII; c++) {
            if (c >= '0' && c <= '9') {
                kinds[c] = DIGIT;
            } else if (c >= 'A' && c <= 'Z') {
                kinds[c] = UPPER;
            } else if (c >= 'a' && c <= 'z') {
                kinds[c] = LOWER;
            } else if (c == '_' || c == '-' || c == '.' || c == '~') {
                kinds[c] = MARK_OF_TOKEN;
            }
        }
        return kinds;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isUpper(char c) {
        return c < ASCII ? KINDS[c] == UPPER : Character.isUpperCase(c);
    }

    static boolean isLower(char c) {
        return c < ASCII ? KINDS[c] == LOWER : Character.isLowerCase(c);
    }

    static boolean isAlphanumeric(char c) {
        return c < ASCII ? (KINDS[c] & (DIGIT | UPPER | LOWER)) != 0 : Character.isLetterOrDigit(c);
    }

    static char lower(char c) {
        return c < ASCII ? (KINDS[c] == UPPER ? (char) (c + 32) : c) : Character.toLowerCase(c);
    }

    /** The value of a hexadecimal digit, or -1. */
    static int hex(char c) {
        return c < ASCII ? Character.digit(c, 16) : -1;
    }

    /** What tokens are made of in URLs; a token ends at anything else. */
    static boolean isOfToken(char c) {
        return c < ASCII && KINDS[c] != 0;
    }
}
