package dev.webcheck.query.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.stream.IntStream;

/**
 * Writes durations, of at least 0, as this API does: in milliseconds with up to three decimals, without zeros at the end. This
 * class is threadsafe.
 */
public final class Millis extends StdSerializer<Duration> {

    private static final long serialVersionUID = 1;

    private static final int NANOS_PER_MICRO = 1_000;
    private static final int MICROS_PER_MILLI = 1_000;

    /** What follows the whole milliseconds: nothing, {@code .001}, {@code .002} and so on. */
    private static final String[] DECIMALS = IntStream.range(0, MICROS_PER_MILLI)
            .mapToObj(micros -> BigDecimal.valueOf(micros, 3)
                    .stripTrailingZeros()
                    .toPlainString()
                    .substring(1))
            .toArray(String[]::new);

    /** For Jackson. */
    public Millis() {
        super(Duration.class);
    }

    @Override
    public void serialize(Duration duration, JsonGenerator out, SerializerProvider none) throws IOException {
        write(duration.toNanos(), out);
    }

    /**
     * Writes a duration without making text of it first.
     *
     * @param nanos nanoseconds, at least 0
     * @param out where to
     * @throws IOException if it cannot be written there
     */
    public static void write(long nanos, JsonGenerator out) throws IOException {
        long micros = micros(nanos);
        out.writeNumber(micros / MICROS_PER_MILLI);
        out.writeRaw(decimals(micros));
    }

    /**
     * Tells a duration.
     *
     * @param duration at least 0, at most what nanoseconds can tell
     * @return its text
     */
    public static String of(Duration duration) {
        long micros = micros(duration.toNanos());
        return micros / MICROS_PER_MILLI + decimals(micros);
    }

    private static long micros(long nanos) {
        long halves = nanos % NANOS_PER_MICRO * 2;
        return nanos / NANOS_PER_MICRO + halves / NANOS_PER_MICRO;
    }

    private static String decimals(long micros) {
        return DECIMALS[(int) (micros % MICROS_PER_MILLI)];
    }
}
