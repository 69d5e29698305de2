package dev.webcheck.event.redaction;

/** The characters that mean something in URLs, JSON and headers, as bits. */
final class Marks {

    static final int EQUALS = 1;
    static final int SLASH = 1 << 1;
    static final int QUESTION = 1 << 2;
    static final int SEMICOLON = 1 << 3;
    static final int QUOTE = 1 << 4;
    static final int AT = 1 << 5;
    static final int ESCAPE = 1 << 6;

    /** What else separates words in a text. */
    static final int OTHER = 1 << 7;

    private static final int ASCII = 128;
    private static final short[] MARKS = marks();

    private Marks() {}

    static int of(char c) {
        return c < ASCII ? MARKS[c] : 0;
    }

    private static short[] marks() {
        short[] marks = new short[ASCII];
        marks['='] = EQUALS;
        marks['/'] = SLASH;
        marks['?'] = QUESTION;
        marks[';'] = SEMICOLON;
        marks['"'] = QUOTE;
        marks['@'] = AT;
        marks['%'] = ESCAPE;
        marks['\\'] = ESCAPE;
        for (char c : "#,|+(){}' \t\n\r".toCharArray()) {
            marks[c] = OTHER;
        }
        return marks;
    }
}
