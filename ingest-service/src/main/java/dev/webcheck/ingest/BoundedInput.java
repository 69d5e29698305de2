package dev.webcheck.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** The bytes of a body as they come from the client: not too many, and not for too long. */
final class BoundedInput extends FilterInputStream {

    private final long max;
    private final Duration timeout;
    private final long start = System.nanoTime();
    private long total;

    BoundedInput(InputStream in, long max, Duration timeout) {
        super(in);
        this.max = max;
        this.timeout = timeout;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) == -1 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        int count = readOrRefuse(into, offset, length);
        if (count == -1) {
            return -1;
        }
        total += count;
        if (total > max) {
            throw tooLarge(max);
        }
        if (System.nanoTime() - start > timeout.toNanos()) {
            throw new Refused(
                    Refusal.SLOW_BODY, "The body must arrive within " + timeout.toMillis() + " ms, but did not.");
        }
        return count;
    }

    static Refused tooLarge(long max) {
        return new Refused(
                Refusal.TOO_LARGE,
                "A body has at most " + max + " bytes, inflated or not, but this one has more. Send smaller batches.");
    }

    private int readOrRefuse(byte[] into, int offset, int length) {
        try {
            return in.read(into, offset, length);
        } catch (IOException e) {
            Refused refused = new Refused(Refusal.MALFORMED_BODY, "The body broke off before its end.");
            refused.initCause(e);
            throw refused;
        }
    }
}
