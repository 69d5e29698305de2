package dev.webcheck.event;

import java.util.Optional;
import java.util.UUID;

/** The text of a UUID, as RFC 9562, section 4, has it. The JDK reads shorter groups, and signs, too. */
final class UuidText {

    private static final int LENGTH = 36;
    private static final int HALF_OF_DIGITS_ENDS_AT = 18;
    private static final int BITS_OF_DIGIT = 4;
    private static final int NO_DIGIT = -1;

    private UuidText() {}

    /** The UUID that a text is, in lower or upper case; empty if it is none. */
    static Optional<UUID> parse(String text) {
        if (text.length() != LENGTH) {
            return Optional.empty();
        }
        long most = 0;
        long least = 0;
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            if (isDash(i)) {
                if (c != '-') {
                    return Optional.empty();
                }
                continue;
            }
            int digit = digit(c);
            if (digit == NO_DIGIT) {
                return Optional.empty();
            }
            if (i < HALF_OF_DIGITS_ENDS_AT) {
                most = most << BITS_OF_DIGIT | digit;
            } else {
                least = least << BITS_OF_DIGIT | digit;
            }
        }
        return Optional.of(new UUID(most, least));
    }

    private static boolean isDash(int index) {
        return index == 8 || index == 13 || index == 18 || index == 23;
    }

    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'a' && c <= 'f') {
            return c - 'a' + 10;
        }
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : NO_DIGIT;
    }
}
