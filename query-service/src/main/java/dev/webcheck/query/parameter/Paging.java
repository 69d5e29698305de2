package dev.webcheck.query.parameter;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The parameters of a list that comes page by page. */
public final class Paging {

    /** How many at the most. */
    public static final String LIMIT = "limit";

    /** Where the page starts, as the {@code Link} header of the page before told it. */
    public static final String CURSOR = "cursor";

    /** How many a page has when nobody says how many. */
    public static final int DEFAULT_LIMIT = 100;

    /** How many a page has at the most. */
    public static final int MAX_LIMIT = 1_000;

    private static final String EXPECTED_LIMIT = "must be a whole number from 1 to " + MAX_LIMIT;
    private static final String EXPECTED_CURSOR = "must be a cursor that the Link header of an earlier answer held";
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,9}");

    private Paging() {}

    /**
     * Reads the limit; what is wrong with it is reported by the parameters.
     *
     * @param parameters of the request
     * @return empty if nothing is said
     */
    public static Optional<Integer> limit(QueryParameters parameters) {
        return parameters.single(LIMIT, Paging::number, EXPECTED_LIMIT);
    }

    /**
     * Reads the limit of a page; what is wrong with it is reported by the parameters.
     *
     * @param parameters of the request
     * @return {@value #DEFAULT_LIMIT} if nothing is said
     */
    public static int limitOfPage(QueryParameters parameters) {
        return limit(parameters).orElse(DEFAULT_LIMIT);
    }

    /**
     * Reads a limit that must be given; what is wrong with it is reported by the parameters.
     *
     * @param parameters of the request
     * @param when in which case it must
     * @return empty only if it is wrong
     */
    public static Optional<Integer> requiredLimit(QueryParameters parameters, String when) {
        return parameters.required(LIMIT, Paging::number, EXPECTED_LIMIT + " " + when);
    }

    /**
     * Reads the cursor; what is wrong with it is reported by the parameters.
     *
     * @param parameters of the request
     * @param decoding makes a place in the list of it, or nothing if it is no such place
     * @return empty at the start of the list
     * @param <T> a place in the list
     */
    public static <T> Optional<T> cursor(QueryParameters parameters, Function<String, Optional<T>> decoding) {
        return parameters.single(CURSOR, decoding, EXPECTED_CURSOR);
    }

    private static Optional<Integer> number(String text) {
        return Optional.of(text)
                .filter(number -> WHOLE_NUMBER.matcher(number).matches())
                .map(Integer::valueOf)
                .filter(limit -> limit >= 1 && limit <= MAX_LIMIT);
    }
}
