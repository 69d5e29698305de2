package dev.webcheck.client.publish;

import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Why there was no answer, in words: those of the JDK's client are often no more than "null". */
final class HttpFailure {

    private static final int DEEPEST_CAUSE = 10;

    private HttpFailure() {}

    static PublishException of(Exception failure, Duration answerTimeout, Duration connectTimeout) {
        return new PublishException(reason(failure, answerTimeout, connectTimeout), failure);
    }

    private static String reason(Exception failure, Duration answerTimeout, Duration connectTimeout) {
        if (has(failure, HttpConnectTimeoutException.class)) {
            return "no connection within " + connectTimeout.toMillis() + " ms";
        }
        if (has(failure, HttpTimeoutException.class)
                || has(failure, TimeoutException.class)
                || causes(failure).anyMatch(HttpFailure::isClosedByTheClient)) {
            return "no answer within " + answerTimeout.toMillis() + " ms";
        }
        if (has(failure, UnresolvedAddressException.class)) {
            return "unknown host";
        }
        if (has(failure, ConnectException.class)) {
            return "no connection";
        }
        Throwable cause = causes(failure).reduce((first, last) -> last).orElse(failure);
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** When its time is over, it closes the connection; a thread that just used that sees no more than this. */
    private static boolean isClosedByTheClient(Throwable cause) {
        return "connection closed locally".equals(cause.getMessage());
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        return causes(failure).anyMatch(type::isInstance);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST_CAUSE);
    }
}
