package dev.webcheck.event.redaction;

import org.jspecify.annotations.Nullable;

/**
 * What the names of parameters, headers and JSON fields say of their values. The longest phrase of the word lists that stands
 * at borders of words counts. This class is threadsafe.
 */
final class NameRules {

    /** The code of the sensitivity of a phrase wherever it stands; zero if it says nothing. */
    private static final int ANYWHERE = 3;

    /** The same for a phrase that is all of a name. */
    private static final int ALONE = 3 << 2;

    /** A secret also as the end of a longer word. */
    private static final int ENDING = 1 << 4;

    /** After a secret word, the name is of something about the secret: {@code token_type}. */
    private static final int ABOUT = 1 << 5;

    /** At the start of a name, its value is a yes, a no or a number: {@code has_password}. */
    private static final int ASKING = 1 << 6;

    /** A power of two. */
    private static final int KNOWN = 256;

    private static final int LONGEST_KNOWN = 64;

    private final Trie trie = new Trie();

    /** Names that were looked up before, each at the place of its hash: applications use the same few again and again. */
    private final @Nullable Known[] known = new @Nullable Known[KNOWN];

    private record Known(String name, Sensitivity sensitivity) {}

    NameRules(WordLists lists, RedactionSettings settings) {
        if (settings.builtInNames()) {
            addBuiltIn(lists);
        }
        settings.sensitive().forEach(name -> replace(name, Sensitivity.SECRET));
        settings.harmless().forEach(name -> replace(name, Sensitivity.HARMLESS));
    }

    private void addBuiltIn(WordLists lists) {
        lists.phrases("secret").forEach(phrase -> mark(phrase, kind(Sensitivity.SECRET)));
        lists.phrases("secret-ending").forEach(phrase -> mark(phrase, kind(Sensitivity.SECRET) | ENDING));
        lists.phrases("secret-alone").forEach(phrase -> mark(phrase, kind(Sensitivity.SECRET) << 2));
        lists.phrases("random").forEach(phrase -> mark(phrase, kind(Sensitivity.IF_RANDOM)));
        lists.phrases("random-alone").forEach(phrase -> mark(phrase, kind(Sensitivity.IF_RANDOM) << 2));
        lists.phrases("harmless").forEach(phrase -> mark(phrase, kind(Sensitivity.HARMLESS)));
        lists.phrases("about").forEach(word -> mark(word, ABOUT));
        lists.phrases("asking").forEach(word -> mark(word, ASKING));
    }

    private static int kind(Sensitivity sensitivity) {
        return sensitivity.code();
    }

    private void mark(String phrase, int mark) {
        int node = trie.add(phrase);
        trie.mark(node, trie.marks(node) | mark);
    }

    private void replace(String name, Sensitivity sensitivity) {
        int node = trie.add(Words.plain(name));
        int others = trie.marks(node) & ~(ANYWHERE | ALONE | ENDING);
        trie.mark(node, others | kind(sensitivity) | kind(sensitivity) << 2);
    }

    /** What the name that stands there says. Each part of {@code user[password]} and {@code auth:token} counts by itself. */
    Sensitivity of(String text, int from, int to) {
        if (to - from > LONGEST_KNOWN) {
            return lookUp(text, from, to);
        }
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        int place = (hash ^ hash >>> 16) & (KNOWN - 1);
        // a race costs one more look-up, for an entry never changes
        Known entry = known[place];
        if (entry == null || entry.name().length() != to - from || !text.startsWith(entry.name(), from)) {
            entry = new Known(text.substring(from, to), lookUp(text, from, to));
            known[place] = entry;
        }
        return entry.sensitivity();
    }

    private Sensitivity lookUp(String text, int from, int to) {
        Sensitivity strongest = Sensitivity.HARMLESS;
        int part = from;
        for (int i = from; i <= to; i++) {
            if (i == to || isSeparatorOfParts(text.charAt(i))) {
                if (i > part) {
                    strongest = strongest.or(ofPart(text, part, i));
                }
                part = i + 1;
            }
        }
        return strongest;
    }

    private static boolean isSeparatorOfParts(char c) {
        return c == '[' || c == ']' || c == ':' || c == '/';
    }

    private Sensitivity ofPart(String text, int from, int to) {
        Sensitivity strongest = Sensitivity.HARMLESS;
        int covered = from;
        for (int i = from; i < to && strongest != Sensitivity.SECRET; i++) {
            if (!Letters.isAlphanumeric(text.charAt(i))) {
                continue;
            }
            long match = longest(text, from, to, i);
            int end = (int) (match >>> 8);
            if (end > covered) {
                covered = end;
                int kind = (int) (match & 0xFF);
                boolean about = kind == kind(Sensitivity.SECRET) && isAbout(text, from, to, end);
                strongest = strongest.or(about ? Sensitivity.IF_RANDOM : Sensitivity.of(kind));
            }
        }
        return strongest;
    }

    /** The end of the longest phrase that begins there, times 256, plus its kind; zero if there is none. */
    private long longest(String text, int from, int to, int start) {
        long longest = 0;
        int node = Trie.ROOT;
        for (int i = start; i < to; i++) {
            char c = text.charAt(i);
            if (!Letters.isAlphanumeric(c)) {
                continue;
            }
            node = trie.child(node, Letters.lower(c));
            if (node == Trie.NONE) {
                break;
            }
            int marks = trie.marks(node);
            if (marks != 0 && ((marks & ENDING) != 0 || Words.isBorder(text, from, to, start))) {
                int end = Words.isBorder(text, from, to, i + 1) ? i + 1 : endOfPlural(text, from, to, i + 1, marks);
                boolean alone = (marks & ALONE) != 0 && isAll(text, from, to, start, end);
                int kind = alone ? (marks & ALONE) >> 2 : marks & ANYWHERE;
                if (kind != 0 && end > 0) {
                    longest = (long) end << 8 | kind;
                }
            }
        }
        return longest;
    }

    /** The end of {@code account numbers}, zero if it is no plural of a secret. */
    private static int endOfPlural(String text, int from, int to, int at, int marks) {
        boolean plural = (marks & ANYWHERE) == kind(Sensitivity.SECRET)
                && Letters.lower(text.charAt(at)) == 's'
                && Words.isBorder(text, from, to, at + 1);
        return plural ? at + 1 : 0;
    }

    /** Whether there is nothing else in the part but separators, and digits after it. */
    private static boolean isAll(String text, int from, int to, int start, int end) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            boolean inside = i >= start && i < end;
            boolean digitAfter = i >= end && Letters.isDigit(c);
            if (!inside && !digitAfter && Letters.isAlphanumeric(c)) {
                return false;
            }
        }
        return true;
    }

    private boolean isAbout(String text, int from, int to, int end) {
        return isMarked(text, from, to, startOfPath(text, from, end), ASKING)
                || (end < to
                        && (isMarked(text, from, to, end, ABOUT)
                                || isMarked(text, from, to, Math.max(end, Words.last(text, from, to)), ABOUT)));
    }

    /** Where the last name of {@code a.b.name} begins, up to a place. */
    private static int startOfPath(String text, int from, int end) {
        int i = end;
        while (i > from && text.charAt(i - 1) != '.') {
            i--;
        }
        return i;
    }

    /** Whether a word with this mark begins there. */
    private boolean isMarked(String text, int from, int to, int start, int mark) {
        int node = Trie.ROOT;
        for (int i = start; i < to; i++) {
            char c = text.charAt(i);
            if (!Letters.isAlphanumeric(c)) {
                if (node == Trie.ROOT) {
                    continue;
                }
                return false;
            }
            node = trie.child(node, Letters.lower(c));
            if (node == Trie.NONE) {
                return false;
            }
            if ((trie.marks(node) & mark) != 0 && Words.isBorder(text, from, to, i + 1)) {
                return true;
            }
        }
        return false;
    }
}
