package dev.webcheck.store.read.sql;

import java.util.ArrayList;
import java.util.List;

/** The values of a statement that is put together, in the order in which its text is. For use by one thread. */
public final class Values {

    private final List<Object> values = new ArrayList<>();

    /** None yet. */
    public Values() {}

    /**
     * Adds a value.
     *
     * @param value what a {@link Select} takes
     * @return what stands for it in the text
     */
    public String add(Object value) {
        values.add(value);
        return "?";
    }

    /**
     * The statement.
     *
     * @param sql its text, with as many question marks as values were added
     * @return it
     */
    public Select select(String sql) {
        return new Select(sql, values);
    }
}
