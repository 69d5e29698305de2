package dev.webcheck.worker;

import dev.webcheck.store.PoolerAdvice;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;

/** What lies behind an exception. */
final class Causes {

    private static final int DEEPEST = 20;

    private Causes() {}

    /**
     * The message of the innermost cause that has one; of the database's, that of the outermost, which knows more, with advice where a
     * connection pooler is the cause.
     */
    static String said(Throwable failure) {
        String said = failure.toString();
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof UnknownHostException) {
                return "unknown host " + cause.getMessage();
            }
            if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
                said = cause.getMessage();
            }
            cause = cause.getCause();
        }
        return sql(failure).map(PoolerAdvice::on).orElse(said);
    }

    /** What the database said, if it was the database. */
    static Optional<SQLException> sql(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof SQLException sql) {
                return Optional.of(sql);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
