package dev.webcheck.client.intercept;

import dev.webcheck.client.record.ErrorType;
import dev.webcheck.client.record.OpenRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.impl.ConnectionShutdownException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStreamResetException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.util.DeadlineTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What an exception says about the end of a request. A request is cancelled when its own side gave it up: the caller, its
 * thread, or whoever closed the client. Everything else is a failure.
 *
 * @param errorType what made it fail; empty when it was cancelled
 */
record Failure(Optional<ErrorType> errorType) {

    static final Failure CANCELLED = new Failure(Optional.empty());
    private static final int DEEPEST_CAUSE = 8;

    /** What the JDK says of a socket that this process has closed. A peer that closes is reported in other words. */
    private static final Set<String> CLOSED_HERE = Set.of(
            "Socket closed",
            "Socket is closed",
            // The interrupt of a virtual thread closes the socket that it waits for.
            "Closed by interrupt");

    /** What the JDK says of a Unix domain socket that does not take a connection; it has no class for that. */
    private static final Set<String> UNREACHABLE =
            Set.of("Connection refused", "No such file or directory", "Permission denied");

    /** What the JDK says of a connection that is gone, with no exception class for it. */
    private static final Set<String> GONE = Set.of("Broken pipe", "Connection reset by peer", "Connection reset");

    /** Where in the exchange the exception came up. */
    enum Stage {
        /** Before there was a connection. */
        CONNECTION,
        /** After that, but before there was a response. */
        EXCHANGE,
        /** While its body was read. */
        BODY
    }

    /**
     * The failure of a request that a thread waits for. The exception may be the only sign of a cancellation.
     *
     * @param aborted whether the caller is known to have given it up
     */
    static Failure of(Throwable thrown, Stage stage, boolean aborted) {
        return ofCallback(thrown, stage, aborted || isCancellation(thrown) || isClosedHere(thrown));
    }

    /**
     * The failure of a request that no thread waits for. Its exceptions never prove a cancellation: HttpClient reports a
     * connection that was lost before its turn as an interruption too.
     *
     * @param cancelled whether its own side gave it up
     */
    static Failure ofCallback(Throwable thrown, Stage stage, boolean cancelled) {
        return cancelled ? CANCELLED : new Failure(Optional.of(errorType(thrown, stage)));
    }

    void tell(OpenRequest open) {
        errorType.ifPresentOrElse(open::failed, open::cancelled);
    }

    private static ErrorType errorType(Throwable thrown, Stage stage) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            Optional<ErrorType> type = ownType(cause, stage);
            if (type.isPresent()) {
                return type.get();
            }
            cause = cause.getCause();
        }
        return stage == Stage.BODY && thrown instanceof IOException ? ErrorType.BODY : ErrorType.OTHER;
    }

    private static Optional<ErrorType> ownType(Throwable thrown, Stage stage) {
        ErrorType type = null;
        if (thrown instanceof ConnectTimeoutException) {
            type = ErrorType.CONNECT_TIMEOUT;
        } else if (thrown instanceof ConnectionRequestTimeoutException || thrown instanceof DeadlineTimeoutException) {
            type = ErrorType.POOL_TIMEOUT;
        } else if (thrown instanceof SocketTimeoutException) {
            type = stage == Stage.CONNECTION ? ErrorType.CONNECT_TIMEOUT : ErrorType.READ_TIMEOUT;
        } else if (thrown instanceof UnknownHostException) {
            type = ErrorType.DNS;
        } else if (isConnect(thrown)) {
            type = ErrorType.CONNECT;
        } else if (thrown instanceof SSLException) {
            type = brokenTls(thrown.getCause(), stage);
        } else if (thrown instanceof SocketException) {
            type = ErrorType.RESET;
        } else if (H2Failures.canBe(thrown)) {
            type = H2Failures.typeOf(thrown, stage).orElse(null);
        } else if (thrown instanceof RequestNotExecutedException && stage != Stage.BODY) {
            type = ErrorType.NOT_PROCESSED;
        } else if (thrown instanceof HttpStreamResetException) {
            type = ErrorType.RESET;
        } else if (isEarlyClose(thrown)) {
            type = stage == Stage.BODY ? ErrorType.BODY : ErrorType.RESET;
        } else if (thrown instanceof MalformedChunkCodingException) {
            type = stage == Stage.BODY ? ErrorType.BODY : ErrorType.PROTOCOL;
        } else if (isProtocol(thrown)) {
            type = ErrorType.PROTOCOL;
        } else if (thrown instanceof IOException && GONE.contains(String.valueOf(thrown.getMessage()))) {
            type = ErrorType.RESET;
        }
        return Optional.ofNullable(type);
    }

    /** TLS has exceptions of its own around those of its socket. */
    private static ErrorType brokenTls(@Nullable Throwable cause, Stage stage) {
        return cause instanceof SocketException || cause instanceof SocketTimeoutException
                ? ownType(cause, stage).orElse(ErrorType.TLS)
                : ErrorType.TLS;
    }

    /** An interrupted thread, an aborted request: timeouts are of that class too. */
    private static boolean isCancellation(Throwable thrown) {
        if (thrown instanceof SocketTimeoutException || thrown instanceof ConnectionRequestTimeoutException) {
            return false;
        }
        if (thrown instanceof InterruptedIOException) {
            Throwable cause = thrown.getCause();
            return cause == null || ownType(cause, Stage.EXCHANGE).isEmpty();
        }
        return thrown instanceof InterruptedException || thrown instanceof CancellationException;
    }

    /** A client that is closed, or a virtual thread that is interrupted, closes the socket under its request. */
    private static boolean isClosedHere(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof ClosedChannelException
                    || cause instanceof ConnectionShutdownException
                    || (cause instanceof SocketException && CLOSED_HERE.contains(String.valueOf(cause.getMessage())))
                    || (cause instanceof ConnectionClosedException && isFoundClosed(cause))) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /**
     * HttpClient found that it had closed the connection already, between two of its own steps. Only the place where the
     * exception was made tells that from a peer that closes TLS; class and message are the same.
     */
    private static boolean isFoundClosed(Throwable thrown) {
        StackTraceElement[] stack = thrown.getStackTrace();
        return stack.length > 0 && stack[0].getMethodName().equals("ensureOpen");
    }

    private static boolean isConnect(Throwable thrown) {
        return thrown instanceof ConnectException
                || thrown instanceof NoRouteToHostException
                || thrown instanceof PortUnreachableException
                || (thrown instanceof SocketException && UNREACHABLE.contains(String.valueOf(thrown.getMessage())));
    }

    private static boolean isEarlyClose(Throwable thrown) {
        return thrown instanceof NoHttpResponseException
                || thrown instanceof ConnectionClosedException
                || thrown instanceof ClosedChannelException;
    }

    private static boolean isProtocol(Throwable thrown) {
        return thrown instanceof HttpException
                || thrown instanceof ClientProtocolException
                || thrown instanceof MessageConstraintException;
    }
}
