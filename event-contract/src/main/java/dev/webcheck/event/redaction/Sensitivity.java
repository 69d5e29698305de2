package dev.webcheck.event.redaction;

/** What a name says of its value, the weakest first. */
enum Sensitivity {
    /** Nothing. */
    HARMLESS,
    /** It is a secret if it looks random. */
    IF_RANDOM,
    /** It is a secret. */
    SECRET;

    Sensitivity or(Sensitivity other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
