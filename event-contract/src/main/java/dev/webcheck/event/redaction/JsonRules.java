package dev.webcheck.event.redaction;

/** The fields of JSON in a text. Nothing has to be whole: a part of JSON is read as well. */
final class JsonRules {

    private JsonRules() {}

    static void find(View view, int from, int to, NameRules names, Spans secrets) {
        String text = view.text();
        int quote = -1;
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '"') {
                continue;
            }
            int colon = afterSpace(text, i + 1, to);
            if (quote >= 0 && colon < to && text.charAt(colon) == ':') {
                int value = afterSpace(text, colon + 1, to);
                if (isSecret(names.of(text, quote + 1, i), text, value, to)) {
                    int end = endOfValue(text, value, to);
                    boolean string = value < to && text.charAt(value) == '"';
                    secrets.add(view.origin(string ? value + 1 : value), view.origin(end));
                    i = end - 1;
                }
            }
            quote = i;
        }
    }

    private static boolean isSecret(Sensitivity sensitivity, String text, int value, int to) {
        return switch (sensitivity) {
            case SECRET -> true;
            case IF_RANDOM -> {
                int most = Math.min(to, value + RandomText.ENOUGH);
                yield RandomText.looksRandom(text, value, endOfValue(text, value, most));
            }
            case HARMLESS -> false;
        };
    }

    private static int afterSpace(String text, int from, int to) {
        int i = from;
        while (i < to && (text.charAt(i) == ' ' || text.charAt(i) == '+' || Character.isWhitespace(text.charAt(i)))) {
            i++;
        }
        return i;
    }

    /** The end of a string is its closing quote, that of an array or an object the bracket that closes it. */
    private static int endOfValue(String text, int from, int to) {
        if (from >= to) {
            return to;
        }
        char first = text.charAt(from);
        if (first == '"') {
            return endOfString(text, from + 1, to);
        }
        if (first == '{' || first == '[') {
            return endOfBrackets(text, from, to);
        }
        int i = from;
        while (i < to && ",}]".indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    private static int endOfString(String text, int from, int to) {
        int i = from;
        while (i < to && text.charAt(i) != '"') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i, to);
    }

    private static int endOfBrackets(String text, int from, int to) {
        int open = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '"') {
                i = endOfString(text, i + 1, to);
            } else if (c == '{' || c == '[') {
                open++;
            } else if (c == '}' || c == ']') {
                open--;
                if (open == 0) {
                    return i + 1;
                }
            }
        }
        return to;
    }
}
