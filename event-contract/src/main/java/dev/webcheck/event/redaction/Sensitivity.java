package dev.webcheck.event.redaction;

/** What a name says of its value, the weakest first. */
enum Sensitivity {
    /** Nothing. */
    HARMLESS(1),
    /** It is a secret if it looks random. */
    IF_RANDOM(2),
    /** It is a secret. */
    SECRET(3);

    private final int code;

    Sensitivity(int code) {
        this.code = code;
    }

    /** A number of two bits that is not zero. */
    int code() {
        return code;
    }

    static Sensitivity of(int code) {
        return switch (code) {
            case 1 -> HARMLESS;
            case 2 -> IF_RANDOM;
            default -> SECRET;
        };
    }

    Sensitivity or(Sensitivity other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
