package dev.webcheck.query.json;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Milliseconds with up to three decimals, without zeros at the end. */
public final class Millis {

    private Millis() {}

    /**
     * Makes milliseconds of nanoseconds.
     *
     * @param nanos nanoseconds
     * @return the same, in milliseconds
     */
    public static BigDecimal ofNanos(long nanos) {
        BigDecimal millis =
                BigDecimal.valueOf(nanos, 6).setScale(3, RoundingMode.HALF_UP).stripTrailingZeros();
        return millis.scale() < 0 ? millis.setScale(0) : millis;
    }
}
