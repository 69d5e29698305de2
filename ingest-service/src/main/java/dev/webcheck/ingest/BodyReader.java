package dev.webcheck.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Reads the body of a request, inflates it where needed, and stops as soon as a bound is passed. Threadsafe. */
final class BodyReader {

    private final int max;
    private final Duration timeout;

    BodyReader(int max, Duration timeout) {
        this.max = max;
        this.timeout = timeout;
    }

    byte[] read(InputStream body, ContentCoding coding, InFlight.Place place) {
        BoundedInput raw = new BoundedInput(body, max, timeout);
        try {
            if (coding == ContentCoding.IDENTITY) {
                return readAll(raw, place);
            }
            try (GzipInput inflated = new GzipInput(raw)) {
                return readAll(inflated, place);
            }
        } catch (IOException e) {
            throw new Refused(
                    Refusal.MALFORMED_BODY, "The body is not gzip, or damaged, although Content-Encoding says gzip.");
        }
    }

    private byte[] readAll(InputStream in, InFlight.Place place) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] chunk = new byte[16 * 1024];
        int count = in.read(chunk);
        while (count != -1) {
            if (all.size() + count > max) {
                throw BoundedInput.tooLarge(max);
            }
            place.hold(count);
            all.write(chunk, 0, count);
            count = in.read(chunk);
        }
        return all.toByteArray();
    }
}
