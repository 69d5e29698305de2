package dev.webcheck.client.intercept;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.nio.AsyncDataConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.jspecify.annotations.Nullable;

/**
 * The application's end of a body, unchanged: what is thrown here is the application's doing. The end of a body that was
 * decoded is its end here.
 */
final class ApplicationConsumer implements AsyncDataConsumer {

    private final AsyncDataConsumer consumer;
    private final AsyncAttempt attempt;
    private final boolean decoded;

    ApplicationConsumer(AsyncDataConsumer consumer, AsyncAttempt attempt, boolean decoded) {
        this.consumer = consumer;
        this.attempt = attempt;
        this.decoded = decoded;
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        try {
            consumer.updateCapacity(channel);
        } catch (Throwable thrown) {
            attempt.givenUp();
            throw thrown;
        }
    }

    @Override
    public void consume(ByteBuffer source) throws IOException {
        if (decoded) {
            attempt.bodyDecoded(source.remaining());
        }
        try {
            consumer.consume(source);
        } catch (Throwable thrown) {
            attempt.givenUp();
            throw thrown;
        }
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) throws HttpException, IOException {
        if (decoded) {
            attempt.decodedToEnd();
        }
        consumer.streamEnd(trailers);
    }

    @Override
    public void releaseResources() {
        consumer.releaseResources();
    }
}
