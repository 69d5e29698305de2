package dev.webcheck.store.read.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Conditions on entities, all of which are to be met. What others chose is always a value, so there are few texts, and each is translated
 * once. For use by one thread.
 */
public final class Conditions {

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    /** None yet. */
    public Conditions() {}

    /**
     * Adds a condition.
     *
     * @param condition its text, with {@code %s} for each value
     * @param itsValues the values
     */
    public void add(String condition, Object... itsValues) {
        Object[] names = IntStream.range(0, itsValues.length)
                .mapToObj(i -> ":v" + (values.size() + i))
                .toArray();
        for (Object value : itsValues) {
            values.put("v" + values.size(), value);
        }
        conditions.add(condition.formatted(names));
    }

    /**
     * Adds the condition that an attribute has one of some words. They are part of the text: as values, so many as there are, it would be
     * translated anew each time.
     *
     * @param attribute what is compared
     * @param words words of our own; with none of them, there is no condition
     */
    public void addOneOf(String attribute, Collection<String> words) {
        if (!words.isEmpty()) {
            conditions.add(words.stream()
                    .sorted()
                    .map(word -> "'" + word + "'")
                    .collect(Collectors.joining(", ", attribute + " in (", ")")));
        }
    }

    /**
     * The values.
     *
     * @return them by their names in the text
     */
    public Map<String, Object> values() {
        return values;
    }

    /** The text of all. */
    @Override
    public String toString() {
        return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
    }
}
