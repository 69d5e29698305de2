package dev.webcheck.store.write;

import dev.webcheck.correlation.RequestState;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A column of the table {@code request}: what a request has in it, and how that becomes a field of a row. Numbers are not boxed on their
 * way, for a row has up to sixteen.
 */
final class RequestColumn {

    /** No number. */
    static final long NONE = Long.MIN_VALUE;

    private final String name;
    private final Predicate<RequestState> isFilled;
    private final BiConsumer<RequestState, BinaryCopy> field;

    private RequestColumn(String name, Predicate<RequestState> isFilled, BiConsumer<RequestState, BinaryCopy> field) {
        this.name = name;
        this.isFilled = isFilled;
        this.field = field;
    }

    static RequestColumn uuid(String name, Function<RequestState, @Nullable UUID> value) {
        return object(name, value, BinaryCopy::uuid);
    }

    static RequestColumn text(String name, Function<RequestState, @Nullable String> value) {
        return object(name, value, BinaryCopy::text);
    }

    static RequestColumn jsonb(String name, Function<RequestState, @Nullable String> value) {
        return object(name, value, BinaryCopy::jsonb);
    }

    static RequestColumn timestamp(String name, Function<RequestState, @Nullable Instant> value) {
        return object(name, value, BinaryCopy::timestamp);
    }

    /** True or null. */
    static RequestColumn mark(String name, Predicate<RequestState> value) {
        return object(name, request -> value.test(request) ? true : null, BinaryCopy::bool);
    }

    static RequestColumn smallint(String name, ToLongFunction<RequestState> value) {
        return number(name, value, BinaryCopy::smallint);
    }

    static RequestColumn integer(String name, ToLongFunction<RequestState> value) {
        return number(name, value, BinaryCopy::integer);
    }

    static RequestColumn bigint(String name, ToLongFunction<RequestState> value) {
        return number(name, value, BinaryCopy::bigint);
    }

    private static <T> RequestColumn object(
            String name, Function<RequestState, @Nullable T> value, BiConsumer<BinaryCopy, T> field) {
        return new RequestColumn(name, request -> value.apply(request) != null, (request, row) -> {
            T object = value.apply(request);
            if (object == null) {
                row.nothing();
            } else {
                field.accept(row, object);
            }
        });
    }

    private static RequestColumn number(
            String name, ToLongFunction<RequestState> value, ObjLongConsumer<BinaryCopy> field) {
        return new RequestColumn(name, request -> value.applyAsLong(request) != NONE, (request, row) -> {
            long number = value.applyAsLong(request);
            if (number == NONE) {
                row.nothing();
            } else {
                field.accept(row, number);
            }
        });
    }

    String name() {
        return name;
    }

    /** Whether a request has something in it. */
    boolean isFilled(RequestState request) {
        return isFilled.test(request);
    }

    /** Adds what a request has in it to a row. */
    void layOut(RequestState request, BinaryCopy row) {
        field.accept(request, row);
    }
}
