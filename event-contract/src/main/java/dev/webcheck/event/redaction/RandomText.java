package dev.webcheck.event.redaction;

/** Tells what a machine has drawn by lot from what people write. */
final class RandomText {

    /** So many characters show whether a text is random. */
    static final int ENOUGH = 256;

    private static final int SHORTEST = 8;
    private static final int LONGEST_WORD = 20;
    private static final int UUID_LENGTH = 36;

    /** Changes of case count one, changes between letters and digits two. */
    private static final int LEAST_CHANGES = 4;

    private RandomText() {}

    /** Whether the text looks random: {@code af0ifjsldkj} and a UUID do, {@code open}, {@code inProgress} and 2026 do not. */
    static boolean looksRandom(String text, int from, int to) {
        if (to - from < SHORTEST || isRedacted(text, from, to)) {
            return false;
        }
        if (isUuid(text, from, to)) {
            return true;
        }
        int run = from;
        for (int i = from; i <= to; i++) {
            if (i == to || !Letters.isAlphanumeric(text.charAt(i))) {
                if (isRandomRun(text, run, i)) {
                    return true;
                }
                run = i + 1;
            }
        }
        return false;
    }

    private static boolean isRandomRun(String text, int from, int to) {
        if (to - from < SHORTEST) {
            return false;
        }
        int changes = 0;
        int letters = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            letters += Letters.isDigit(c) ? 0 : 1;
            if (i > from) {
                changes += change(text.charAt(i - 1), c);
            }
        }
        return letters > 0 && (changes >= LEAST_CHANGES || to - from >= LONGEST_WORD);
    }

    private static int change(char before, char after) {
        if (Letters.isDigit(before) != Letters.isDigit(after)) {
            return 2;
        }
        return Letters.isLower(before) && Letters.isUpper(after) ? 1 : 0;
    }

    /** What was redacted before is not looked at again. */
    private static boolean isRedacted(String text, int from, int to) {
        for (int i = from; i + Redaction.REDACTED.length() <= to; i++) {
            if (text.startsWith(Redaction.REDACTED, i)) {
                return true;
            }
        }
        return false;
    }

    static boolean isUuid(String text, int from, int to) {
        if (to - from != UUID_LENGTH) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            char c = text.charAt(from + i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : Letters.hex(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
