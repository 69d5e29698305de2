package dev.webcheck.event.redaction;

import java.util.Arrays;

/** The places of secrets in a text; those that overlap or touch become one. */
final class Spans {

    private static final long[] NONE = {};

    private long[] spans = NONE;
    private int size;
    private boolean nested;

    /** Adds the characters from {@code from} (inclusive) to {@code to}; there may be none of them. */
    void add(int from, int to) {
        if (size == spans.length) {
            spans = Arrays.copyOf(spans, size * 2 + 4);
        }
        spans[size++] = (long) from << 32 | to;
    }

    /** Notes that a text in the text has secrets; without them, the rest of it may read otherwise. */
    void areOfNested() {
        nested = true;
    }

    boolean mayHaveMore() {
        return nested;
    }

    int count() {
        return size;
    }

    /** The text with {@link Redaction#REDACTED} in place of each secret. */
    String redacted(String text) {
        StringBuilder out = new StringBuilder(text.length() + Redaction.REDACTED.length());
        Arrays.sort(spans, 0, size);
        int at = 0;
        for (int i = 0; i < size; ) {
            int start = start(i);
            int end = end(i);
            for (i++; i < size && start(i) <= end; i++) {
                end = Math.max(end, end(i));
            }
            out.append(text, at, start).append(Redaction.REDACTED);
            at = end;
        }
        return out.append(text, at, text.length()).toString();
    }

    private int start(int i) {
        return (int) (spans[i] >>> 32);
    }

    private int end(int i) {
        return (int) spans[i];
    }
}
