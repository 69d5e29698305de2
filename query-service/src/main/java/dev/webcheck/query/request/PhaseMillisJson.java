package dev.webcheck.query.request;

import dev.webcheck.event.PhaseNanos;
import dev.webcheck.query.json.Millis;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long the parts of an exchange took, as far as they were seen. */
record PhaseMillisJson(
        @Nullable BigDecimal lease,
        @Nullable BigDecimal dns,
        @Nullable BigDecimal connect,
        @Nullable BigDecimal tls,
        @Nullable BigDecimal send,
        @Nullable BigDecimal firstByte,
        @Nullable BigDecimal body) {

    /** Empty where nothing was seen. */
    static Optional<PhaseMillisJson> of(PhaseNanos phases) {
        return phases.equals(PhaseNanos.UNSEEN)
                ? Optional.empty()
                : Optional.of(new PhaseMillisJson(
                        seen(phases.lease()),
                        seen(phases.dns()),
                        seen(phases.connect()),
                        seen(phases.tls()),
                        seen(phases.send()),
                        seen(phases.firstByte()),
                        seen(phases.body())));
    }

    private static @Nullable BigDecimal seen(long nanos) {
        return nanos < 0 ? null : Millis.ofNanos(nanos);
    }
}
