package dev.webcheck.ingest;

import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Inflates all members of a gzip file (RFC 1952). The JDK's own stream takes bytes after a member that are no member for
 * the end; here they are an error, since events may be in them.
 */
final class StrictGzipInput extends GZIPInputStream {

    private static final int TRAILER = 8;

    private final BoundedInput raw;
    private long rawAtLastFill;

    StrictGzipInput(BoundedInput raw) throws IOException {
        super(raw, 8192);
        this.raw = raw;
    }

    @Override
    protected void fill() throws IOException {
        super.fill();
        rawAtLastFill = raw.total();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        if (count == -1 && inf.getRemaining() + raw.total() - rawAtLastFill != TRAILER) {
            throw new ZipException("more bytes follow the last member");
        }
        return count;
    }
}
