package dev.webcheck.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.jspecify.annotations.Nullable;

/** The first byte of a body that never comes to its end. */
final class UnendingBody implements AsyncEntityProducer {

    private final Optional<IOException> thrown;
    private volatile boolean started;

    private UnendingBody(Optional<IOException> thrown) {
        this.thrown = thrown;
    }

    /** One that just stops. */
    static UnendingBody stuck() {
        return new UnendingBody(Optional.empty());
    }

    /** One that breaks off. */
    static UnendingBody severedBy(IOException thrown) {
        return new UnendingBody(Optional.of(thrown));
    }

    /** Whether that byte has been given away. */
    boolean started() {
        return started;
    }

    @Override
    public int available() {
        return started && thrown.isEmpty() ? 0 : 1;
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        if (!started) {
            channel.write(ByteBuffer.wrap(new byte[] {1}));
            started = true;
        } else if (thrown.isPresent()) {
            throw thrown.get();
        }
    }

    @Override
    public long getContentLength() {
        return 1_000;
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public String getContentType() {
        return "application/octet-stream";
    }

    @Override
    public @Nullable String getContentEncoding() {
        return null;
    }

    @Override
    public boolean isChunked() {
        return false;
    }

    @Override
    public Set<String> getTrailerNames() {
        return Set.of();
    }

    @Override
    public void failed(Exception cause) {}

    @Override
    public void releaseResources() {}
}
