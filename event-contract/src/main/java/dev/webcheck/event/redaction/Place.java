package dev.webcheck.event.redaction;

/** Where parameters stand. */
enum Place {
    /** The path of a URL: {@code /a;name=value/b}. */
    PATH(Marks.SEMICOLON),
    /** The query of a URL. */
    QUERY(Marks.QUESTION | Marks.SEMICOLON),
    /** A text that may hold URLs. */
    TEXT(Marks.QUESTION | Marks.SEMICOLON | Marks.SLASH | Marks.QUOTE | Marks.OTHER);

    private final int starts;

    Place(int starts) {
        this.starts = starts;
    }

    /** The {@link Marks} that the name of a parameter can start after. */
    int starts() {
        return starts;
    }

    /** Whether a text goes on with another parameter after this character, whatever stands around it. */
    static boolean isEndInText(char c) {
        return c == '&' || c == '<' || c == '>';
    }

    /** Whether what starts there is a parameter of a URL, and not just a word before a {@code =}. */
    boolean isParameter(String text, int name) {
        return this != TEXT || (name > 0 && (text.charAt(name - 1) == '?' || text.charAt(name - 1) == '&'));
    }

    /** The end of a value: of a quoted one in a text, the quote that closes it. */
    int endOfValue(String text, int from, int to) {
        if (this != TEXT) {
            return to;
        }
        int i = from < to && text.charAt(from) == '"' ? from + 1 : from;
        while (i < to && !isClosingQuote(text, i, to)) {
            i++;
        }
        return i;
    }

    private static boolean isClosingQuote(String text, int at, int to) {
        return text.charAt(at) == '"' && (at + 1 == to || ",:;}])> \t\\'".indexOf(text.charAt(at + 1)) >= 0);
    }
}
