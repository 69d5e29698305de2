package dev.webcheck.worker.deadletters;

import java.nio.charset.StandardCharsets;

/**
 * Foreign text made fit for a terminal and for one line: what could move the cursor, turn the direction of writing or look
 * like nothing is written as its number.
 */
final class Printable {

    private Printable() {}

    static String text(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(point -> append(shown, point));
        return shown.toString();
    }

    /** The first characters of bytes that are most often UTF-8. */
    static String start(byte[] bytes, int characters) {
        // no character is longer than four bytes
        int length = Math.min(bytes.length, 4 * characters);
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        int end = text.offsetByCodePoints(0, Math.min(characters, text.codePointCount(0, text.length())));
        return text(text.substring(0, end));
    }

    private static void append(StringBuilder shown, int point) {
        if (point == '\\') {
            shown.append("\\\\");
        } else if (isHarmless(point)) {
            shown.appendCodePoint(point);
        } else {
            shown.append(point <= 0xff ? "\\x%02x".formatted(point) : "\\u{%x}".formatted(point));
        }
    }

    private static boolean isHarmless(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
