package dev.webcheck.event;

/** A foreign value as an error may show it: short, on one line, and without what could disguise the line. */
final class Shown {

    private static final int LONGEST = 100;
    private static final int REPLACEMENT = 0xFFFD;

    private Shown() {}

    static String of(Object value) {
        return of(String.valueOf(value), LONGEST);
    }

    static String of(String text, int longest) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), longest) + 1);
        int at = 0;
        for (int count = 0; at < text.length() && count < longest; count++) {
            int c = text.codePointAt(at);
            shown.appendCodePoint(isShowable(c) ? c : REPLACEMENT);
            at += Character.charCount(c);
        }
        return at < text.length() ? shown.append('…').toString() : shown.toString();
    }

    private static boolean isShowable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
