package dev.webcheck.store.read.request;

import dev.webcheck.correlation.Outcome;
import dev.webcheck.store.read.sql.Values;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What is asked of one request. Each condition stands here twice, for the database and for a request that was read from it; both
 * let the same requests through. What is not known of a request meets no condition.
 *
 * <p>This class is immutable.
 */
public final class RequestCondition {

    private static final int STATUSES_IN_CLASS = 100;

    private final String words;
    private final Function<Values, String> sql;
    private final Predicate<RecordedRequest> test;

    private RequestCondition(String words, Function<Values, String> sql, Predicate<RecordedRequest> test) {
        this.words = words;
        this.sql = sql;
        this.test = test;
    }

    /**
     * It has one of some outcomes.
     *
     * @param outcomes at least one
     * @return the condition
     */
    public static RequestCondition outcomeIn(Set<Outcome> outcomes) {
        Set<Outcome> wanted = Set.copyOf(outcomes);
        return new RequestCondition(
                "outcome in " + sorted(wanted),
                to -> "outcome = ANY (" + to.add(wanted.stream().map(Enum::name).toArray(String[]::new)) + ")",
                request -> wanted.contains(request.outcome()));
    }

    /**
     * It went to a website.
     *
     * @param website the host in lower case, with its port if that is not the default
     * @return the condition
     */
    public static RequestCondition website(String website) {
        return new RequestCondition(
                "website is " + website,
                to -> "website = " + to.add(website),
                request -> is(request.website(), website));
    }

    /**
     * Its instance is a run of a service.
     *
     * @param service the service
     * @return the condition
     */
    public static RequestCondition service(String service) {
        return new RequestCondition(
                "service is " + service,
                to -> "EXISTS (SELECT FROM instance i WHERE i.id = r.instance_id AND i.service = " + to.add(service)
                        + ")",
                request -> is(request.service(), service));
    }

    /**
     * An instance sent it.
     *
     * @param instanceId the instance
     * @return the condition
     */
    public static RequestCondition instance(UUID instanceId) {
        return new RequestCondition(
                "instance is " + instanceId,
                to -> "instance_id = " + to.add(instanceId),
                request -> request.instanceId().equals(instanceId));
    }

    /**
     * It has one of some methods.
     *
     * @param methods at least one, in any case
     * @return the condition
     */
    public static RequestCondition methodIn(Set<String> methods) {
        Set<String> wanted = methods.stream().map(RequestCondition::upper).collect(Collectors.toUnmodifiableSet());
        return new RequestCondition(
                "method in " + sorted(wanted),
                to -> "upper(method) = ANY (" + to.add(wanted.toArray(String[]::new)) + ")",
                request -> request.method()
                        .filter(method -> wanted.contains(upper(method)))
                        .isPresent());
    }

    /**
     * The status of its response is of one of some classes.
     *
     * @param classes at least one, by first digits: 2 for 200 to 299
     * @return the condition
     */
    public static RequestCondition statusClassIn(Set<Integer> classes) {
        Set<Integer> wanted = Set.copyOf(classes);
        return new RequestCondition(
                "status class in " + sorted(wanted),
                to -> "status_code / " + STATUSES_IN_CLASS + " = ANY (" + to.add(wanted.toArray(Integer[]::new)) + ")",
                request -> request.statusCode().isPresent()
                        && wanted.contains(request.statusCode().getAsInt() / STATUSES_IN_CLASS));
    }

    /**
     * It failed in a way.
     *
     * @param errorType what went wrong
     * @return the condition
     */
    public static RequestCondition errorType(String errorType) {
        return new RequestCondition(
                "error type is " + errorType,
                to -> "error_type = " + to.add(errorType),
                request -> is(request.errorType(), errorType));
    }

    /**
     * It is part of a call.
     *
     * @param callId the call
     * @return the condition
     */
    public static RequestCondition call(UUID callId) {
        return new RequestCondition(
                "call is " + callId, to -> "call_id = " + to.add(callId), request -> is(request.callId(), callId));
    }

    /**
     * It is part of a trace.
     *
     * @param traceId 32 hexadecimal digits in lower case
     * @return the condition
     */
    public static RequestCondition trace(String traceId) {
        return new RequestCondition(
                "trace is " + traceId,
                to -> "trace_id = CAST(" + to.add(traceId) + " AS uuid)",
                request -> request.trace()
                        .filter(trace -> trace.traceId().equals(traceId))
                        .isPresent());
    }

    /**
     * Its URL contains a text, in whatever case.
     *
     * @param text the text
     * @return the condition
     */
    public static RequestCondition urlContains(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return new RequestCondition(
                "url contains " + wanted,
                to -> "strpos(lower(url), lower(" + to.add(text) + ")) > 0",
                request -> request.url()
                        .filter(url -> url.toLowerCase(Locale.ROOT).contains(wanted))
                        .isPresent());
    }

    /**
     * Whether a request meets it.
     *
     * @param request a request
     * @return whether it does
     */
    public boolean isMetBy(RecordedRequest request) {
        return test.test(request);
    }

    /** An expression over the columns of {@code request r} that is true, false or null. */
    String sql(Values values) {
        return sql.apply(values);
    }

    @Override
    public String toString() {
        return words;
    }

    private static <T> boolean is(Optional<T> value, T wanted) {
        return value.filter(known -> Objects.equals(known, wanted)).isPresent();
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    private static <T extends Comparable<T>> Collection<T> sorted(Set<T> values) {
        return values.stream().sorted().toList();
    }
}
