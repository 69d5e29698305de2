package dev.webcheck.client.intercept;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/**
 * The content of a response that comes in chunks. HttpClient takes the trailers from the stream, which has to be of this superclass for
 * that; all else that it would read is read from the stream that counts.
 */
final class ReceivedChunks extends ChunkedInputStream {

    /** The superclass asks for one. All that would read it is overridden. */
    private static final SessionInputBuffer UNUSED = new SessionInputBufferImpl(1);

    private final ChunkedInputStream content;
    private final ReceivedStream counted;

    ReceivedChunks(ChunkedInputStream content, ReceivedStream counted) {
        super(UNUSED, InputStream.nullInputStream());
        this.content = content;
        this.counted = counted;
    }

    @Override
    public int available() throws IOException {
        return counted.available();
    }

    @Override
    public int read() throws IOException {
        return counted.read();
    }

    @Override
    public int read(byte[] buffer) throws IOException {
        return counted.read(buffer);
    }

    @Override
    public int read(byte[] buffer, int offset, int most) throws IOException {
        return counted.read(buffer, offset, most);
    }

    @Override
    public void close() throws IOException {
        counted.close();
    }

    @Override
    public Header[] getFooters() {
        return content.getFooters();
    }
}
