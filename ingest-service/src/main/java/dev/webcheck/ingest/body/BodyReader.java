package dev.webcheck.ingest.body;

import dev.webcheck.ingest.refusal.Refusal;
import dev.webcheck.ingest.refusal.Refused;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Inflates the bodies of requests where needed, and stops as soon as a bound is passed. This class is threadsafe. */
public final class BodyReader {

    private final int max;

    /**
     * Sets the bound.
     *
     * @param max the largest body, in bytes
     */
    public BodyReader(int max) {
        this.max = max;
    }

    /**
     * Reads a body.
     *
     * @param body the body as it was sent; its place holds what is inflated too
     * @return the body as it was before it was compressed
     */
    public byte[] read(ReceivedBody body) {
        return switch (body.coding()) {
            case IDENTITY -> body.bytes();
            case GZIP -> inflate(body);
        };
    }

    private byte[] inflate(ReceivedBody body) {
        try (GzipInput in = new GzipInput(new ByteArrayInputStream(body.bytes()))) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            byte[] chunk = new byte[16 * 1024];
            int count = in.read(chunk);
            while (count != -1) {
                if (all.size() + count > max) {
                    throw tooLarge(max);
                }
                body.place().hold(count);
                all.write(chunk, 0, count);
                count = in.read(chunk);
            }
            return all.toByteArray();
        } catch (IOException e) {
            throw new Refused(
                    Refusal.MALFORMED_BODY, "The body is not gzip, or damaged, although Content-Encoding says gzip.");
        }
    }

    /**
     * A body is too large.
     *
     * @param max the largest body, in bytes
     * @return the refusal to throw
     */
    public static Refused tooLarge(long max) {
        return new Refused(
                Refusal.TOO_LARGE,
                "A body has at most " + max + " bytes, inflated or not, but this one has more. Send smaller batches.");
    }
}
