package dev.webcheck.query;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Milliseconds with up to three decimals, without zeros at the end. */
final class Millis {

    private Millis() {}

    static BigDecimal ofNanos(long nanos) {
        BigDecimal millis =
                BigDecimal.valueOf(nanos, 6).setScale(3, RoundingMode.HALF_UP).stripTrailingZeros();
        return millis.scale() < 0 ? millis.setScale(0) : millis;
    }
}
