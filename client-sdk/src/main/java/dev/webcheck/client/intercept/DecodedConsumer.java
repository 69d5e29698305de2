package dev.webcheck.client.intercept;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.nio.AsyncDataConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.jspecify.annotations.Nullable;

/** What the application gets of a body that was decoded, unchanged: its end is the end of the body. */
final class DecodedConsumer implements AsyncDataConsumer {

    private final AsyncDataConsumer consumer;
    private final AsyncAttempt attempt;

    DecodedConsumer(AsyncDataConsumer consumer, AsyncAttempt attempt) {
        this.consumer = consumer;
        this.attempt = attempt;
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        consumer.updateCapacity(channel);
    }

    @Override
    public void consume(ByteBuffer source) throws IOException {
        attempt.bodyDecoded(source.remaining());
        consumer.consume(source);
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) throws HttpException, IOException {
        attempt.completed();
        consumer.streamEnd(trailers);
    }

    @Override
    public void releaseResources() {
        consumer.releaseResources();
    }
}
