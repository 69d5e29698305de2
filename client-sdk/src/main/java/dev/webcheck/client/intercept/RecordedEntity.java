package dev.webcheck.client.intercept;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.jspecify.annotations.Nullable;

/** The body of a response as HttpClient has made it of the one on the connection, unchanged, which tells how it ends. */
class RecordedEntity extends HttpEntityWrapper {

    private final ResponseBody body;

    RecordedEntity(HttpEntity entity, ResponseBody body) {
        super(entity);
        this.body = body;
    }

    /**
     * The application has been given more. An application that knows the length may stop at the last byte, without asking
     * for more.
     *
     * @param bytes how much more
     */
    void advanced(long bytes) {
        if (body.isReceived()) {
            reached();
        }
    }

    /** It has been read to its end. */
    void reached() {
        body.read();
    }

    void failed(Throwable thrown) {
        body.failed(thrown);
    }

    void closed() {
        body.closed();
    }

    final ResponseBody body() {
        return body;
    }

    @Override
    public InputStream getContent() throws IOException {
        InputStream content;
        try {
            content = super.getContent();
        } catch (Throwable thrown) {
            failed(thrown);
            throw thrown;
        }
        return content == null ? content : new RecordedStream(content, this);
    }

    /** HttpClient takes null for a body that nobody wants. */
    @Override
    public void writeTo(@Nullable OutputStream out) throws IOException {
        try {
            super.writeTo(new Advancing(out == null ? OutputStream.nullOutputStream() : out));
        } catch (Throwable thrown) {
            failed(thrown);
            throw thrown;
        }
        reached();
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } catch (Throwable thrown) {
            failed(thrown);
            throw thrown;
        }
        closed();
    }

    /** Tells what goes through. */
    private final class Advancing extends FilterOutputStream {

        Advancing(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            advanced(1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            out.write(bytes, offset, count);
            advanced(count);
        }
    }
}
