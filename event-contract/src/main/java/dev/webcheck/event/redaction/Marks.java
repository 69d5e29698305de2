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

    /** Where a path ends in a text. */
    static final int END_OF_PATH = 1 << 8;

    /** A long run of characters. */
    static final int LONG = 1 << 9;

    private static final int ASCII = 128;
    private static final short[] MARKS = marks();

    private Marks() {}

    static int of(char c) {
        return c < ASCII ? MARKS[c] : 0;
    }

    /** The marks of all characters there. */
    static int in(String text, int from, int to) {
        int seen = 0;
        for (int i = from; i < to; i++) {
            seen |= of(text.charAt(i));
        }
        return seen;
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
        for (char c : "?#&\"<> =,".toCharArray()) {
            marks[c] |= END_OF_PATH;
        }
        return marks;
    }
}
