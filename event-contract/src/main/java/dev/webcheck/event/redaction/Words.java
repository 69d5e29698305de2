package dev.webcheck.event.redaction;

/**
 * Where words begin and end in a name: at separators, at changes of case as in {@code idToken} and {@code SAMLRequest}, and
 * between letters and digits.
 */
final class Words {

    private Words() {}

    /** Whether a word can begin at this place. */
    static boolean isBorder(String text, int from, int to, int at) {
        if (at <= from || at >= to) {
            return true;
        }
        char before = text.charAt(at - 1);
        char after = text.charAt(at);
        if (!Letters.isAlphanumeric(before) || !Letters.isAlphanumeric(after)) {
            return true;
        }
        if (Letters.isDigit(before) != Letters.isDigit(after)) {
            return true;
        }
        if (!Letters.isUpper(after)) {
            return false;
        }
        return Letters.isLower(before) || (at + 1 < to && Letters.isLower(text.charAt(at + 1)));
    }

    /** Where the last word begins. */
    static int last(String text, int from, int to) {
        int at = to;
        while (at > from && !Letters.isAlphanumeric(text.charAt(at - 1))) {
            at--;
        }
        do {
            at--;
        } while (at > from && !isBorder(text, from, to, at));
        return Math.max(from, at);
    }

    /** The word in the form that lists have: lower case, letters and digits only. */
    static String plain(String words) {
        StringBuilder plain = new StringBuilder(words.length());
        for (int i = 0; i < words.length(); i++) {
            if (Letters.isAlphanumeric(words.charAt(i))) {
                plain.append(Letters.lower(words.charAt(i)));
            }
        }
        return plain.toString();
    }
}
