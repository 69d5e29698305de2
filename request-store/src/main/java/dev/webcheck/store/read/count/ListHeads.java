package dev.webcheck.store.read.count;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The first of several lists of websites, each list from the highest value on, and what they tell of the sums. It holds the sums of each
 * website and not the lists, of which there may be one for each of many days. Confined to one thread.
 */
final class ListHeads {

    /** What was seen of a website, and by how much that is more than the rests of those lists. */
    private record Seen(long sum, long overRests) {

        Seen plus(Seen other) {
            return new Seen(sum + other.sum, overRests + other.overRests);
        }
    }

    private final Map<String, Long> rests = new HashMap<>();
    private final Map<String, Seen> websites = new HashMap<>();

    /**
     * Adds a website of the head of a list.
     *
     * @param list which list
     * @param website which no other row of this list has
     * @param value what it has there
     * @param rest the most that a website has in this list whose head does not name it, the same for each row of the list
     */
    void add(String list, String website, long value, long rest) {
        rests.put(list, rest);
        websites.merge(website, new Seen(value, value - rest), Seen::plus);
    }

    /** How many websites the heads name. */
    int size() {
        return websites.size();
    }

    /** The websites that may be the first by their sums: those whose sum can be as much as enough others are seen to have. */
    Set<String> likely(int limit) {
        long enough = websites.values().stream()
                .map(Seen::sum)
                .sorted(Comparator.reverseOrder())
                .skip(limit - 1L)
                .findFirst()
                .orElse(Long.MIN_VALUE);
        long rest = restOfAll();
        Set<String> likely = new HashSet<>();
        websites.forEach((website, seen) -> {
            if (rest + seen.overRests() >= enough) {
                likely.add(website);
            }
        });
        return likely;
    }

    /** The most that the sum of any other website can be: what was seen, and where it was not seen as much as the rest of the list. */
    long atMostWithout(Set<String> others) {
        long rest = restOfAll();
        return websites.entrySet().stream()
                .filter(entry -> !others.contains(entry.getKey()))
                .mapToLong(entry -> rest + entry.getValue().overRests())
                .reduce(rest, Math::max);
    }

    private long restOfAll() {
        return rests.values().stream().mapToLong(Long::longValue).sum();
    }
}
