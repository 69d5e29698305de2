package dev.webcheck.bench.query;

import java.util.List;
import java.util.function.Supplier;

/**
 * Something that people ask.
 *
 * @param name what it is called in the result
 * @param sql what answers it without the API, as plainly as it can be put
 * @param asking asks once more, each time for something else where it can be
 */
record Question(String name, String sql, Supplier<Asked> asking) {

    /**
     * One time.
     *
     * @param path the path and query of the API
     * @param parameters those of the SQL
     */
    record Asked(String path, List<Object> parameters) {}
}
