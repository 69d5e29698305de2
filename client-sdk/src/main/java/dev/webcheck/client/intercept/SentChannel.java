package dev.webcheck.client.intercept;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.jspecify.annotations.Nullable;

/** Where the body of a request is written to, unchanged, which tells how much has been written, and when all of it has. */
final class SentChannel implements DataStreamChannel {

    private final DataStreamChannel channel;
    private final AsyncAttempt attempt;

    SentChannel(DataStreamChannel channel, AsyncAttempt attempt) {
        this.channel = channel;
        this.attempt = attempt;
    }

    boolean observes(DataStreamChannel other) {
        return channel == other;
    }

    @Override
    public void requestOutput() {
        channel.requestOutput();
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int written = channel.write(source);
        if (written > 0) {
            attempt.bodySent(written);
        }
        return written;
    }

    @Override
    public void endStream() throws IOException {
        channel.endStream();
        attempt.sent();
    }

    @Override
    public void endStream(@Nullable List<? extends Header> trailers) throws IOException {
        channel.endStream(trailers);
        attempt.sent();
    }
}
