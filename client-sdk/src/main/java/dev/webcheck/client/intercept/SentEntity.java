package dev.webcheck.client.intercept;

import dev.webcheck.client.record.OpenRequest;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/** The body of a request, unchanged, which tells when it has been written, and how long it was. */
final class SentEntity extends HttpEntityWrapper {

    private final OpenRequest open;

    SentEntity(HttpEntity entity, OpenRequest open) {
        super(entity);
        this.open = open;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        Counting counting = new Counting(out);
        try {
            super.writeTo(counting);
        } finally {
            open.bodySent(counting.written);
        }
        open.sent();
    }

    /** Counts what goes through. */
    private static final class Counting extends FilterOutputStream {

        private long written;

        Counting(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            written++;
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            out.write(bytes, offset, count);
            written += count;
        }
    }
}
