package dev.webcheck.client.intercept;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.impl.io.ContentLengthInputStream;

/**
 * The content of a response as it comes from its connection, unchanged, which counts all that is read of it. HttpClient
 * reads the rest of a body when its stream is closed; a stream around that one would not see the rest, so that this one
 * reads it instead.
 */
final class ReceivedStream extends InputStream {

    private static final int REST_BUFFER = 2_048;

    private final InputStream content;
    private final ResponseBody body;

    /** Whether there is nothing more to read, or nothing can be read any more. */
    private boolean ended;

    private boolean closed;

    ReceivedStream(InputStream content, ResponseBody body) {
        this.content = content;
        this.body = body;
    }

    /** Whether the close of the content reads it to its end. */
    boolean readsToEndAtClose() {
        return content instanceof ContentLengthInputStream || content instanceof ChunkedInputStream;
    }

    @Override
    public int available() throws IOException {
        return content.available();
    }

    @Override
    public int read() throws IOException {
        int next;
        try {
            next = content.read();
        } catch (Throwable thrown) {
            ended = true;
            throw thrown;
        }
        received(next < 0 ? -1 : 1);
        return next;
    }

    @Override
    public int read(byte[] buffer) throws IOException {
        return read(buffer, 0, buffer.length);
    }

    @Override
    public int read(byte[] buffer, int offset, int most) throws IOException {
        int count;
        try {
            count = content.read(buffer, offset, most);
        } catch (Throwable thrown) {
            ended = true;
            throw thrown;
        }
        received(count);
        return count;
    }

    private void received(int count) {
        if (count < 0) {
            ended = true;
            body.receivedToEnd();
        } else {
            body.received(count);
        }
    }

    /** Where the rest cannot be read, the content stays as it is, for its own close would try that again. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        if (!ended && readsToEndAtClose()) {
            byte[] rest = new byte[REST_BUFFER];
            while (read(rest) >= 0) {
                // It is counted.
            }
        }
        content.close();
    }
}
