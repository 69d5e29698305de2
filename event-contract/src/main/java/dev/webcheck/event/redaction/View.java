package dev.webcheck.event.redaction;

import org.jspecify.annotations.Nullable;

/** A text, or what a part of it says once its escapes are resolved, with the places in the original. */
final class View {

    private final String text;
    private final int @Nullable [] origins;

    private View(String text, int @Nullable [] origins) {
        this.text = text;
        this.origins = origins;
    }

    static View of(String text) {
        return new View(text, null);
    }

    String text() {
        return text;
    }

    /** Where in the original this character begins. */
    int origin(int at) {
        return origins == null ? at : origins[at];
    }

    /**
     * A part of this text with its escapes resolved once: those of URLs (RFC 3986, section 2.1) and, in JSON strings, those of
     * quotes and of characters by number. What is no valid escape stays. Characters outside of ASCII may come out wrong; no
     * name needs them.
     *
     * @return null if there are no escapes
     */
    @Nullable View decoded(int from, int to) {
        int escape = from;
        while (escape < to && lengthOfEscape(escape, to) == 0) {
            escape++;
        }
        if (escape == to) {
            return null;
        }
        StringBuilder plain = new StringBuilder(to - from);
        int[] places = new int[to - from + 1];
        for (int i = from; i < to; ) {
            int length = lengthOfEscape(i, to);
            places[plain.length()] = origin(i);
            plain.append(length == 0 ? text.charAt(i) : escaped(i, length));
            i += Math.max(1, length);
        }
        places[plain.length()] = origin(to);
        return new View(plain.toString(), places);
    }

    private int lengthOfEscape(int at, int to) {
        char c = text.charAt(at);
        if (c == '%') {
            return areHex(at + 1, at + 3, to) ? 3 : 0;
        }
        if (c != '\\' || at + 1 >= to) {
            return 0;
        }
        char next = text.charAt(at + 1);
        if (next == '"' || next == '\\' || next == '/') {
            return 2;
        }
        return next == 'u' && areHex(at + 2, at + 6, to) ? 6 : 0;
    }

    private boolean areHex(int from, int end, int to) {
        if (end > to) {
            return false;
        }
        for (int i = from; i < end; i++) {
            if (Letters.hex(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private char escaped(int at, int length) {
        if (length == 2) {
            return text.charAt(at + 1);
        }
        int value = 0;
        for (int i = length == 3 ? at + 1 : at + 2; i < at + length; i++) {
            value = value * 16 + Letters.hex(text.charAt(i));
        }
        return (char) value;
    }
}
