package dev.webcheck.correlation.rule;

import java.util.ArrayList;
import java.util.List;

/** What is kept of what was replaced: so much that it tells, and never without bound. */
final class Kept {

    private Kept() {}

    /** A history with one entry more, without its oldest ones if they are too many. */
    static <T> List<T> latest(List<T> history, T last, int most) {
        List<T> longer = new ArrayList<>(history);
        longer.add(last);
        return List.copyOf(longer.subList(Math.max(0, longer.size() - most), longer.size()));
    }
}
