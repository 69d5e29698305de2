package dev.webcheck.query;

import dev.webcheck.store.Outcome;
import dev.webcheck.store.read.RequestFilter;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which part of which list is wanted.
 *
 * @param filter which requests
 * @param below only ids below this one
 * @param limit how many at the most, if that was said
 */
record ListQuery(RequestFilter filter, Optional<UUID> below, Optional<Integer> limit) {

    static final String OUTCOME = "outcome";
    static final String WEBSITE = "website";
    static final String LIMIT = "limit";
    static final String CURSOR = "cursor";

    static final String EXPECTED_CURSOR = "must be a cursor that the Link header of an earlier answer held";

    static final String EXPECTED_WEBSITE =
            "must be a host, with its port if that is not the default, such as example.com or localhost:8080";

    static final int DEFAULT_LIMIT = 100;
    static final int MAX_LIMIT = 1_000;

    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern NO_WEBSITE = Pattern.compile(".*[\\s/\\p{Cntrl}\\p{Cs}].*", Pattern.DOTALL);

    private static final String ALLOWED_OUTCOMES =
            Arrays.stream(Outcome.values()).map(Enum::name).collect(Collectors.joining(", "));

    /** Reads a list; the rest of what is wrong with the parameters is reported with it. */
    static ListQuery of(QueryParameters parameters) {
        ListQuery query = read(parameters, Optional.empty(), Optional.empty());
        parameters.throwIfWrong();
        return query;
    }

    /** Reads a list within a time frame, which must be given and hold at least a moment. */
    static ListQuery withinTimeFrame(QueryParameters parameters) {
        TimeFrame frame = TimeFrame.required(parameters);
        ListQuery query = read(parameters, frame.from(), frame.to());
        parameters.throwIfWrong();
        return query;
    }

    int pageLimit() {
        return limit.orElse(DEFAULT_LIMIT);
    }

    private static ListQuery read(QueryParameters parameters, Optional<Instant> from, Optional<Instant> to) {
        return new ListQuery(
                new RequestFilter(
                        outcomes(parameters),
                        parameters.single(WEBSITE, ListQuery::website, EXPECTED_WEBSITE),
                        from,
                        to),
                parameters.single(CURSOR, Cursor::decode, EXPECTED_CURSOR),
                limit(parameters));
    }

    static Optional<Integer> limit(QueryParameters parameters) {
        return parameters.single(LIMIT, ListQuery::limit, "must be a whole number from 1 to " + MAX_LIMIT);
    }

    private static Set<Outcome> outcomes(QueryParameters parameters) {
        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        for (String name : parameters.several(OUTCOME)) {
            Arrays.stream(Outcome.values())
                    .filter(outcome -> outcome.name().equalsIgnoreCase(name))
                    .findFirst()
                    .ifPresentOrElse(
                            outcomes::add,
                            () -> parameters.refuse(OUTCOME, name, "must be one of " + ALLOWED_OUTCOMES));
        }
        return outcomes;
    }

    static Optional<String> website(String text) {
        return text.isEmpty() || NO_WEBSITE.matcher(text).matches()
                ? Optional.empty()
                : Optional.of(text.toLowerCase(Locale.ROOT));
    }

    private static Optional<Integer> limit(String text) {
        return Optional.of(text)
                .filter(number -> WHOLE_NUMBER.matcher(number).matches())
                .map(Integer::valueOf)
                .filter(limit -> limit >= 1 && limit <= MAX_LIMIT);
    }
}
