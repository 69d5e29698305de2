package dev.webcheck.query.request;

import dev.webcheck.correlation.Outcome;
import dev.webcheck.query.parameter.Names;
import dev.webcheck.query.parameter.QueryParameters;
import dev.webcheck.query.parameter.TimeFrame;
import dev.webcheck.store.read.request.RequestCondition;
import dev.webcheck.store.read.request.RequestFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads which requests are wanted. Every condition is a parameter of its own, and all of them have to be met. */
public final class FilterQuery {

    static final String OUTCOME = "outcome";
    static final String METHOD = "method";
    static final String STATUS_CLASS = "statusClass";
    static final String ERROR_TYPE = "errorType";
    static final String CALL_ID = "callId";
    static final String TRACE_ID = "traceId";
    static final String TEXT = "text";

    /** The parameters that are conditions. */
    static final List<String> NAMES = List.of(
            OUTCOME,
            Names.WEBSITE,
            Names.SERVICE,
            Names.INSTANCE_ID,
            METHOD,
            STATUS_CLASS,
            ERROR_TYPE,
            CALL_ID,
            TRACE_ID,
            TEXT);

    private static final Pattern METHOD_TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}");
    private static final Pattern STATUS_CLASS_WORD = Pattern.compile("[1-5][xX]{2}");
    private static final Pattern ERROR_WORD = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1,255}");
    private static final Pattern TRACE_DIGITS = Pattern.compile("\\p{XDigit}{32}");
    private static final Pattern URL_TEXT = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1,500}");

    private static final String ALLOWED_OUTCOMES =
            Arrays.stream(Outcome.values()).map(Enum::name).collect(Collectors.joining(", "));

    private final QueryParameters parameters;
    private final List<RequestCondition> conditions = new ArrayList<>();

    private FilterQuery(QueryParameters parameters) {
        this.parameters = parameters;
    }

    /**
     * Reads the conditions; what is wrong with them is reported by the parameters.
     *
     * @param parameters of the request
     * @param frame within which requests are wanted
     * @return the filter
     */
    public static RequestFilter of(QueryParameters parameters, TimeFrame frame) {
        return new RequestFilter(new FilterQuery(parameters).read(), frame.from(), frame.to());
    }

    /**
     * The names of a route's parameters: the conditions, between others.
     *
     * @param before those before them
     * @param after those after them
     * @return all of them
     */
    public static String[] namesBetween(List<String> before, List<String> after) {
        return Stream.of(before, NAMES, after).flatMap(List::stream).toArray(String[]::new);
    }

    private List<RequestCondition> read() {
        several(OUTCOME, FilterQuery::outcome, "must be one of " + ALLOWED_OUTCOMES, RequestCondition::outcomeIn);
        Names.website(parameters).map(RequestCondition::website).ifPresent(conditions::add);
        Names.service(parameters).map(RequestCondition::service).ifPresent(conditions::add);
        id(Names.INSTANCE_ID, RequestCondition::instance);
        several(METHOD, matching(METHOD_TOKEN), "must be an HTTP method, such as GET", RequestCondition::methodIn);
        several(
                STATUS_CLASS,
                text -> matching(STATUS_CLASS_WORD).apply(text).map(word -> word.charAt(0) - '0'),
                "must be one of 1xx, 2xx, 3xx, 4xx, 5xx",
                RequestCondition::statusClassIn);
        one(
                ERROR_TYPE,
                matching(ERROR_WORD),
                "must be a type of error, such as connect, of 1 to 255 characters",
                RequestCondition::errorType);
        id(CALL_ID, RequestCondition::call);
        one(
                TRACE_ID,
                text -> matching(TRACE_DIGITS).apply(text).map(digits -> digits.toLowerCase(Locale.ROOT)),
                "must be 32 hexadecimal digits",
                RequestCondition::trace);
        one(
                TEXT,
                matching(URL_TEXT),
                "must be 1 to 500 characters that the URL contains",
                RequestCondition::urlContains);
        return conditions;
    }

    private <T> void one(
            String name,
            Function<String, Optional<T>> reading,
            String expected,
            Function<T, RequestCondition> condition) {
        parameters.single(name, reading, expected).map(condition).ifPresent(conditions::add);
    }

    private void id(String name, Function<UUID, RequestCondition> condition) {
        parameters.id(name).map(condition).ifPresent(conditions::add);
    }

    private <T> void several(
            String name,
            Function<String, Optional<T>> reading,
            String expected,
            Function<Set<T>, RequestCondition> condition) {
        Set<T> values = new LinkedHashSet<>();
        Consumer<String> read =
                text -> reading.apply(text).ifPresentOrElse(values::add, () -> parameters.refuse(name, text, expected));
        parameters.several(name).forEach(read);
        if (!values.isEmpty()) {
            conditions.add(condition.apply(values));
        }
    }

    private static Function<String, Optional<String>> matching(Pattern pattern) {
        return text -> Optional.of(text).filter(value -> pattern.matcher(value).matches());
    }

    private static Optional<Outcome> outcome(String name) {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> outcome.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
