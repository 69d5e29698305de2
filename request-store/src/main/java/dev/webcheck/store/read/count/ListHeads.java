package dev.webcheck.store.read.count;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The first of several lists of websites, each list from the highest value on, and what they tell of the sums. Confined to one
 * thread.
 */
final class ListHeads {

    private final int depth;
    private final Map<String, Map<String, Long>> lists = new HashMap<>();

    /**
     * Nothing yet.
     *
     * @param depth how many of each list are told; a list of which fewer are told has no others
     */
    ListHeads(int depth) {
        this.depth = depth;
    }

    void add(String list, String website, long value) {
        lists.computeIfAbsent(list, none -> new HashMap<>()).put(website, value);
    }

    /** The websites that may be the first by their sums: those whose sum can be as much as enough others are seen to have. */
    Set<String> likely(int limit) {
        Map<String, Long> seen = new HashMap<>();
        lists.values().forEach(list -> list.forEach((website, value) -> seen.merge(website, value, Long::sum)));
        long enough = seen.values().stream()
                .sorted(Comparator.reverseOrder())
                .skip(limit - 1L)
                .findFirst()
                .orElse(Long.MIN_VALUE);
        Set<String> likely = new HashSet<>();
        atMost(restOfAll()).forEach((website, most) -> {
            if (most >= enough) {
                likely.add(website);
            }
        });
        return likely;
    }

    /** The most that the sum of any other website can be. */
    long atMostWithout(Set<String> websites) {
        long restOfAll = restOfAll();
        Map<String, Long> atMost = atMost(restOfAll);
        atMost.keySet().removeAll(websites);
        return atMost.values().stream().reduce(restOfAll, Math::max);
    }

    /** Of each website: what was seen, and where it was not seen as much as the rest of the list can have. */
    private Map<String, Long> atMost(long restOfAll) {
        Map<String, Long> atMost = new HashMap<>();
        lists.values().forEach(list -> {
            long rest = rest(list);
            list.forEach((website, value) ->
                    atMost.merge(website, restOfAll + value - rest, (one, other) -> one + other - restOfAll));
        });
        return atMost;
    }

    private long restOfAll() {
        return lists.values().stream().mapToLong(this::rest).sum();
    }

    /** The most that a website has in a list whose head does not name it. */
    private long rest(Map<String, Long> list) {
        return list.size() < depth
                ? 0
                : Math.max(
                        0,
                        list.values().stream().mapToLong(Long::longValue).min().orElse(0));
    }
}
