package dev.webcheck.client.intercept;

import dev.webcheck.client.record.ErrorType;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.core5.http2.H2ConnectionException;
import org.apache.hc.core5.http2.H2Error;
import org.apache.hc.core5.http2.H2StreamResetException;

/** What the exceptions of HTTP/2 say. By itself, as applications may leave out the library that has them. */
final class H2Failures {

    private static final String PACKAGE = "org.apache.hc.core5.http2.";

    /** How the end of an idle connection is told to its streams; there is no code for that. */
    private static final String TIMEOUT = "Timeout due to inactivity";

    /** A server that goes away gives its reason to all streams, be they processed or not. */
    private static final String GONE_AWAY = "Connection terminated by the peer";

    private static final Set<H2Error> BROKEN_RULES = EnumSet.of(
            H2Error.PROTOCOL_ERROR,
            H2Error.FLOW_CONTROL_ERROR,
            H2Error.FRAME_SIZE_ERROR,
            H2Error.COMPRESSION_ERROR,
            H2Error.HTTP_1_1_REQUIRED);

    private H2Failures() {}

    static boolean canBe(Throwable thrown) {
        return thrown.getClass().getName().startsWith(PACKAGE);
    }

    /** Empty if it is none of them. A server that has begun to answer cannot say that it has processed nothing. */
    static Optional<ErrorType> typeOf(Throwable thrown, Failure.Stage stage) {
        if (thrown instanceof H2StreamResetException reset) {
            if (String.valueOf(reset.getMessage()).startsWith(TIMEOUT)) {
                return Optional.of(ErrorType.READ_TIMEOUT);
            }
            boolean refused = H2Error.getByCode(reset.getCode()) == H2Error.REFUSED_STREAM
                    && !String.valueOf(reset.getMessage()).startsWith(GONE_AWAY);
            return Optional.of(
                    refused && stage != Failure.Stage.BODY ? ErrorType.NOT_PROCESSED : typeOf(reset.getCode()));
        }
        return thrown instanceof H2ConnectionException broken
                ? Optional.of(typeOf(broken.getCode()))
                : Optional.empty();
    }

    private static ErrorType typeOf(int code) {
        H2Error error = H2Error.getByCode(code);
        return error != null && BROKEN_RULES.contains(error) ? ErrorType.PROTOCOL : ErrorType.RESET;
    }
}
