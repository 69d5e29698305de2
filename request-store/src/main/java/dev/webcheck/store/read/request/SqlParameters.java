package dev.webcheck.store.read.request;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.query.SelectionQuery;

/** The values of a statement that is put together, each under a name of its own. For use by one thread. */
final class SqlParameters {

    private final Map<String, Object> values = new LinkedHashMap<>();

    /** What stands for a value in the statement. */
    String value(Object value) {
        String name = "p" + values.size();
        values.put(name, value);
        return ":" + name;
    }

    /** What stands for a list of values, at least one. */
    String list(Collection<?> list) {
        return list.stream().map(this::value).collect(Collectors.joining(", ", "(", ")"));
    }

    <Q extends SelectionQuery<?>> Q bind(Q query) {
        values.forEach(query::setParameter);
        return query;
    }
}
