package dev.webcheck.store.read;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells the database's trouble from mistakes of our own, by SQLSTATE. Internal to the store. */
public final class StoreFailures {

    private static final String QUERY_CANCELED = "57014";

    /** No such table, column or schema. */
    private static final Set<String> SCHEMA_MISSING = Set.of("42P01", "42703", "3F000", "42883");

    /**
     * Connection lost or refused, login refused, no such database, transaction given up, out of resources, shutting down
     * or starting, system error.
     */
    private static final Set<String> UNAVAILABLE = Set.of("08", "28", "3D", "40", "53", "57", "58");

    /** Broken; ended by an administrator, a crash or a shutdown. */
    private static final Set<String> BROKEN_CONNECTION = Set.of("08003", "08006", "57P01", "57P02", "57P05");

    /** What the connection pool says, which has no state to give, when no connection became free. */
    private static final String ALL_IN_USE = "Sorry, acquisition timeout!";

    private StoreFailures() {}

    /**
     * What a failure means.
     *
     * @param failure of the database, of the connection pool, or any other
     * @return {@link StoreUnavailableException} if the database is away or has no schema, {@link StoreTimeoutException} if it cancelled a
     *     statement that took too long, else the failure itself where it is unchecked
     */
    public static RuntimeException translate(Exception failure) {
        return sqlExceptionIn(failure)
                .map(sql -> ALL_IN_USE.equals(sql.getMessage())
                        ? new StoreUnavailableException(StoreState.BUSY, failure)
                        : translate(failure, sql.getSQLState()))
                .orElseGet(() -> unchecked(failure));
    }

    private static RuntimeException translate(Exception failure, @Nullable String state) {
        if (QUERY_CANCELED.equals(state)) {
            return new StoreTimeoutException(failure);
        }
        if (state != null && SCHEMA_MISSING.contains(state)) {
            return new StoreUnavailableException(StoreState.WITHOUT_SCHEMA, failure);
        }
        // The connection pool has no state to give when it waited in vain for a new connection.
        if (state == null || state.length() < 2 || UNAVAILABLE.contains(state.substring(0, 2))) {
            return new StoreUnavailableException(StoreState.UNREACHABLE, failure);
        }
        return unchecked(failure);
    }

    /**
     * Whether the database ended a connection, or was no more at its other end.
     *
     * @param failure of a question that was asked over it
     * @return whether another connection may do
     */
    public static boolean isBrokenConnection(Exception failure) {
        return state(failure).filter(BROKEN_CONNECTION::contains).isPresent();
    }

    /**
     * The state that the database gives with a failure.
     *
     * @param failure of the database, or any other
     * @return its SQLSTATE; empty where there is none
     */
    public static Optional<String> state(Exception failure) {
        return sqlExceptionIn(failure).map(SQLException::getSQLState);
    }

    private static RuntimeException unchecked(Exception failure) {
        return failure instanceof RuntimeException mistake
                ? mistake
                : new IllegalStateException("the database refuses a statement of ours", failure);
    }

    private static Optional<SQLException> sqlExceptionIn(Throwable failure) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            if (cause instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }
}
