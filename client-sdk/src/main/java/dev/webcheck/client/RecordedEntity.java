package dev.webcheck.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/** The body of a response, unchanged, which tells when it has come to its end. */
final class RecordedEntity extends HttpEntityWrapper {

    private final BodyEnd end;

    RecordedEntity(HttpEntity entity, BodyEnd end) {
        super(entity);
        this.end = end;
    }

    @Override
    public InputStream getContent() throws IOException {
        InputStream content;
        try {
            content = super.getContent();
        } catch (Throwable thrown) {
            end.failed(thrown);
            throw thrown;
        }
        return content == null ? content : new RecordedStream(content, getContentLength(), end);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try {
            super.writeTo(out);
        } catch (Throwable thrown) {
            end.failed(thrown);
            throw thrown;
        }
        end.reached();
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } catch (Throwable thrown) {
            end.failed(thrown);
            throw thrown;
        }
        end.closed();
    }
}
