package dev.webcheck.client.intercept;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The content of a response, unchanged, which tells its entity how it comes to its end. */
final class RecordedStream extends FilterInputStream {

    private final RecordedEntity entity;

    RecordedStream(InputStream content, RecordedEntity entity) {
        super(content);
        this.entity = entity;
    }

    @Override
    public int read() throws IOException {
        try {
            int next = super.read();
            advance(next < 0 ? -1 : 1);
            return next;
        } catch (Throwable thrown) {
            entity.failed(thrown);
            throw thrown;
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int most) throws IOException {
        try {
            int count = super.read(buffer, offset, most);
            advance(count);
            return count;
        } catch (Throwable thrown) {
            entity.failed(thrown);
            throw thrown;
        }
    }

    @Override
    public long skip(long most) throws IOException {
        try {
            long count = super.skip(most);
            advance(Math.max(0, count));
            return count;
        } catch (Throwable thrown) {
            entity.failed(thrown);
            throw thrown;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } catch (Throwable thrown) {
            entity.failed(thrown);
            throw thrown;
        }
        entity.closed();
    }

    private void advance(long count) {
        if (count < 0) {
            entity.reached();
            return;
        }
        entity.advanced(count);
    }
}
