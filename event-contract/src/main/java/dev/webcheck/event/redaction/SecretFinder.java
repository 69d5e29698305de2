package dev.webcheck.event.redaction;

/**
 * Finds the places of secrets in the parts of a URL and in free text. Every level of encoding is passed over a constant number
 * of times, and there are at most {@value #DEEPEST} levels. This class is threadsafe.
 */
final class SecretFinder {

    /** What is encoded more often than that is redacted whole. */
    private static final int DEEPEST = 5;

    private static final int SHORTEST_PART = 4;

    private final NameRules names;
    private final PathRules paths;
    private final boolean all;

    SecretFinder(RedactionSettings settings) {
        WordLists lists = WordLists.read();
        names = new NameRules(lists, settings);
        paths = new PathRules(lists);
        all = settings.allParameters();
    }

    /** Whether a name and a value by themselves, such as those of a header, make a secret. */
    boolean isSecret(String name, String value) {
        return switch (names.of(name, 0, name.length())) {
            case SECRET -> true;
            case IF_RANDOM -> RandomText.looksRandom(value, 0, value.length());
            case HARMLESS -> false;
        };
    }

    /**
     * Finds secrets in the query of a URL. A parameter starts after any of {@code ?&;}; the value of a sensitive one ends only
     * at {@code &}, so that no rest of it stays behind where servers differ on what separates parameters.
     */
    void inQuery(View view, int from, int to, Spans secrets) {
        String text = view.text();
        for (int i = from; i < to; ) {
            int end = indexOf(text, '&', i, to);
            inPart(view, i, end, Place.QUERY, 0, secrets);
            i = end + 1;
        }
    }

    /** Finds secrets in the path of a URL: as segments, and as values of parameters that start after {@code ;} or {@code /}. */
    void inPath(View view, int from, int to, Spans secrets) {
        String text = view.text();
        int marks = PathRules.marks(text, from, to);
        if ((marks & ~Marks.SLASH) == 0) {
            return;
        }
        paths.find(view, from, to, secrets);
        if ((marks & ~(Marks.SLASH | Marks.OTHER)) == 0) {
            return;
        }
        for (int i = from; i < to; ) {
            int end = indexOf(text, '/', i, to);
            inPart(view, i, end, Place.PATH, 0, secrets);
            i = end + 1;
        }
    }

    /** Finds secrets in any text: in URLs, parameters and JSON that it holds, and tokens. */
    void inText(View view, int from, int to, Spans secrets) {
        secrets.areOfNested();
        inText(view, from, to, 0, secrets);
    }

    private void inText(View view, int from, int to, int depth, Spans secrets) {
        String text = view.text();
        inWhole(view, from, to, Marks.in(text, from, to), secrets);
        for (int i = from; i < to; ) {
            int end = i;
            while (end < to && !Place.isEndInText(text.charAt(end))) {
                end++;
            }
            inPart(view, i, end, Place.TEXT, depth, secrets);
            i = end + 1;
        }
    }

    /** In a part, the value of a sensitive parameter mostly goes to the end. What is before it may be encoded. */
    private void inPart(View view, int from, int to, Place place, int depth, Spans secrets) {
        String text = view.text();
        int name = from;
        int rest = to;
        int seen = 0;
        for (int i = from; i < to; i++) {
            int mark = Marks.of(text.charAt(i));
            if (mark == 0) {
                continue;
            }
            seen |= mark;
            if ((mark & place.starts()) != 0) {
                name = i + 1;
            } else if ((mark & Marks.EQUALS) != 0) {
                if (isSecret(view, name, i, to, place)) {
                    int end = place.endOfValue(text, i + 1, to);
                    int value = place == Place.TEXT && i + 1 < end && text.charAt(i + 1) == '"' ? i + 2 : i + 1;
                    secrets.add(view.origin(value), view.origin(end));
                    if (end == to) {
                        rest = i;
                        break;
                    }
                    i = end;
                }
                name = i + 1;
            }
        }
        if (rest - from >= SHORTEST_PART) {
            inRest(view, from, rest, place, depth, seen, secrets);
        }
    }

    private void inRest(View view, int from, int to, Place place, int depth, int seen, Spans secrets) {
        KnownTokens.find(view, from, to, secrets);
        if (place == Place.QUERY) {
            inWhole(view, from, to, seen, secrets);
        }
        if ((seen & Marks.ESCAPE) != 0) {
            inDecoded(view, from, to, depth, secrets);
        }
    }

    private void inWhole(View view, int from, int to, int seen, Spans secrets) {
        if ((seen & Marks.SLASH) != 0) {
            paths.find(view, from, to, secrets);
        }
        if ((seen & Marks.AT) != 0) {
            UserInfo.find(view, from, to, secrets);
        }
        if ((seen & Marks.QUOTE) != 0) {
            secrets.areOfNested();
            JsonRules.find(view, from, to, names, secrets);
        }
    }

    private boolean isSecret(View view, int name, int equals, int to, Place place) {
        if (all && place.isParameter(view.text(), name)) {
            return true;
        }
        return switch (ofName(view, name, equals)) {
            case SECRET -> true;
            case IF_RANDOM -> {
                int most = Math.min(to, equals + 1 + RandomText.ENOUGH);
                yield looksRandom(view, equals + 1, place.endOfValue(view.text(), equals + 1, most));
            }
            case HARMLESS -> false;
        };
    }

    private void inDecoded(View view, int from, int to, int depth, Spans secrets) {
        View decoded = view.decoded(from, to);
        if (decoded == null) {
            return;
        }
        if (depth == DEEPEST) {
            secrets.areOfNested();
            secrets.add(view.origin(from), view.origin(to));
        } else {
            int before = secrets.count();
            inText(decoded, 0, decoded.text().length(), depth + 1, secrets);
            if (secrets.count() > before) {
                secrets.areOfNested();
            }
        }
    }

    private Sensitivity ofName(View view, int from, int to) {
        Sensitivity sensitivity = names.of(view.text(), from, to);
        int escape = indexOf(view.text(), '%', from, to);
        View decoded = escape == to || sensitivity == Sensitivity.SECRET ? null : view.decoded(from, to);
        for (int depth = 0; decoded != null && sensitivity != Sensitivity.SECRET && depth < DEEPEST; depth++) {
            sensitivity =
                    sensitivity.or(names.of(decoded.text(), 0, decoded.text().length()));
            decoded = decoded.decoded(0, decoded.text().length());
        }
        return sensitivity;
    }

    private static boolean looksRandom(View view, int from, int to) {
        View decoded = view.decoded(from, to);
        return decoded == null
                ? RandomText.looksRandom(view.text(), from, to)
                : RandomText.looksRandom(decoded.text(), 0, decoded.text().length());
    }

    private static int indexOf(String text, char c, int from, int to) {
        int i = from;
        while (i < to && text.charAt(i) != c) {
            i++;
        }
        return i;
    }
}
