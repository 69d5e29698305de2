package dev.webcheck.client.intercept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.webcheck.client.intercept.Failure.Stage;
import dev.webcheck.client.record.ErrorType;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.impl.ConnectionShutdownException;
import org.apache.hc.client5.http.impl.classic.RequestFailedException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpStreamResetException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http2.H2ConnectionException;
import org.apache.hc.core5.http2.H2Error;
import org.apache.hc.core5.http2.H2StreamResetException;
import org.apache.hc.core5.reactor.IOReactorShutdownException;
import org.apache.hc.core5.util.Deadline;
import org.apache.hc.core5.util.DeadlineTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {

    static Stream<Arguments> beforeTheResponse() {
        return Stream.of(
                arguments(new UnknownHostException("x"), "dns"),
                arguments(new ConnectException("refused"), "connect"),
                arguments(new NoRouteToHostException(), "connect"),
                arguments(new SSLHandshakeException("bad certificate"), "tls"),
                arguments(new SSLException("reset", new SocketException("Connection reset")), "reset"),
                arguments(new SSLException("Read timed out", new SocketTimeoutException()), "read_timeout"),
                arguments(new ConnectTimeoutException("slow"), "connect_timeout"),
                arguments(new ConnectionRequestTimeoutException("full"), "pool_timeout"),
                arguments(new SocketTimeoutException("Read timed out"), "read_timeout"),
                arguments(new SocketException("Connection reset"), "reset"),
                arguments(new NoHttpResponseException("failed to respond"), "reset"),
                arguments(new ProtocolException("nonsense"), "protocol"),
                arguments(new ClientProtocolException(new ProtocolException("nonsense")), "protocol"),
                arguments(new MessageConstraintException("long"), "protocol"),
                arguments(new IOException(new UnknownHostException("x")), "dns"),
                arguments(new RequestFailedException("failed", new ConnectException("refused")), "connect"),
                arguments(DeadlineTimeoutException.from(Deadline.MIN_VALUE), "pool_timeout"),
                arguments(new RequestNotExecutedException(), "not_processed"),
                arguments(new ConnectionClosedException(), "reset"),
                arguments(new HttpStreamResetException("closed"), "reset"),
                arguments(new H2StreamResetException(H2Error.REFUSED_STREAM, "Stream reset (7)"), "not_processed"),
                arguments(
                        new H2StreamResetException(
                                H2Error.REFUSED_STREAM.getCode(), "Connection terminated by the peer (7)"),
                        "reset"),
                arguments(new H2StreamResetException(H2Error.CANCEL, "Stream reset (8)"), "reset"),
                arguments(new H2StreamResetException(H2Error.PROTOCOL_ERROR, "Stream reset (1)"), "protocol"),
                arguments(
                        new H2StreamResetException(H2Error.NO_ERROR, "Timeout due to inactivity (1 SECONDS)"),
                        "read_timeout"),
                arguments(new H2ConnectionException(H2Error.FRAME_SIZE_ERROR, "too long"), "protocol"),
                arguments(new H2ConnectionException(99, "unheard of"), "reset"),
                arguments(new IOException("Broken pipe"), "reset"),
                arguments(new IOException("?"), "_OTHER"),
                arguments(new IOException((String) null), "_OTHER"),
                arguments(new IOReactorShutdownException("I/O reactor has been shut down"), "_OTHER"),
                arguments(new IllegalStateException("?"), "_OTHER"),
                arguments(new OutOfMemoryError("?"), "_OTHER"));
    }

    @ParameterizedTest
    @MethodSource("beforeTheResponse")
    void every_failure_before_the_response_has_its_type(Throwable thrown, String type) {
        assertThat(errorType(thrown, Stage.EXCHANGE)).isEqualTo(type);
    }

    static Stream<Arguments> beforeTheConnection() {
        return Stream.of(
                arguments(new SocketTimeoutException("Read timed out"), "connect_timeout"),
                arguments(new SSLException("Read timed out", new SocketTimeoutException()), "connect_timeout"),
                arguments(new ConnectionRequestTimeoutException("full"), "pool_timeout"),
                arguments(new SocketException("Connection reset"), "reset"),
                arguments(new SSLHandshakeException("bad certificate"), "tls"));
    }

    @ParameterizedTest
    @MethodSource("beforeTheConnection")
    void every_failure_before_the_connection_has_its_type(Throwable thrown, String type) {
        assertThat(errorType(thrown, Stage.CONNECTION)).isEqualTo(type);
    }

    static Stream<Arguments> inTheBody() {
        return Stream.of(
                arguments(new ConnectionClosedException("premature end"), "body"),
                arguments(new MalformedChunkCodingException("bad chunk"), "body"),
                arguments(new IOException("?"), "body"),
                arguments(new RequestNotExecutedException(), "body"),
                arguments(new H2StreamResetException(H2Error.REFUSED_STREAM, "Stream reset (7)"), "reset"),
                arguments(new SocketTimeoutException("Read timed out"), "read_timeout"),
                arguments(new SocketException("Connection reset"), "reset"),
                arguments(new H2StreamResetException(H2Error.INTERNAL_ERROR, "Stream reset (2)"), "reset"),
                arguments(new IllegalStateException("?"), "_OTHER"));
    }

    @ParameterizedTest
    @MethodSource("inTheBody")
    void every_failure_in_the_body_has_its_type(Throwable thrown, String type) {
        assertThat(errorType(thrown, Stage.BODY)).isEqualTo(type);
    }

    static Stream<Throwable> cancellations() {
        return Stream.of(
                new RequestFailedException("Request aborted"),
                new RequestFailedException("Request aborted", new InterruptedException()),
                new InterruptedIOException("Connection has been shut down"),
                new SocketException("Socket closed"),
                new SocketException("Closed by interrupt"),
                new SSLException("closed", new SocketException("Socket closed")),
                new ClosedByInterruptException(),
                new ClosedChannelException(),
                new ConnectionShutdownException(),
                foundClosed(),
                new CancellationException());
    }

    /** What HttpClient throws when its connection is closed between two of its steps. */
    private static Throwable foundClosed() {
        try (DefaultBHttpClientConnection closed = new DefaultBHttpClientConnection(Http1Config.DEFAULT)) {
            return catchThrowable(closed::receiveResponseHeader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("cancellations")
    void what_the_caller_ends_is_cancelled(Throwable thrown) {
        assertThat(Failure.of(thrown, Stage.EXCHANGE, false)).isEqualTo(Failure.CANCELLED);
    }

    @Test
    void no_exception_of_a_callback_proves_a_cancellation() {
        assertThat(Failure.ofCallback(new InterruptedIOException(), Stage.EXCHANGE, false))
                .isEqualTo(new Failure(Optional.of(ErrorType.OTHER)));
        assertThat(Failure.ofCallback(new ClosedChannelException(), Stage.EXCHANGE, false))
                .isEqualTo(new Failure(Optional.of(ErrorType.RESET)));
        assertThat(Failure.ofCallback(new InterruptedIOException(), Stage.EXCHANGE, true))
                .isEqualTo(Failure.CANCELLED);
    }

    @Test
    void any_exception_of_an_aborted_request_is_its_cancellation() {
        assertThat(Failure.of(new SocketException("Socket closed"), Stage.BODY, true))
                .isEqualTo(Failure.CANCELLED);
    }

    @Test
    void a_cause_that_leads_back_to_itself_ends() {
        IOException one = new IOException("one");
        one.initCause(new IOException("two", one));
        assertThat(errorType(one, Stage.EXCHANGE)).isEqualTo("_OTHER");
    }

    private static String errorType(Throwable thrown, Stage stage) {
        Failure failure = Failure.of(thrown, stage, false);
        return failure.errorType().orElseThrow().value();
    }
}
