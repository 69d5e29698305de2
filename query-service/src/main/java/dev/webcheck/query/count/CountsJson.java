package dev.webcheck.query.count;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.webcheck.query.json.Millis;
import dev.webcheck.store.Outcome;
import dev.webcheck.store.read.count.Latency;
import dev.webcheck.store.read.count.RequestCounts;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** How many requests there were, and how long those took that have an end. */
record CountsJson(
        long requests,
        Map<Outcome, Long> outcomes,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<BigDecimal> p50Millis,

        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<BigDecimal> p95Millis,

        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<BigDecimal> p99Millis) {

    static CountsJson of(RequestCounts counts) {
        return new CountsJson(
                counts.requests(),
                counts.outcomes(),
                millis(counts, Latency::p50Nanos),
                millis(counts, Latency::p95Nanos),
                millis(counts, Latency::p99Nanos));
    }

    private static Optional<BigDecimal> millis(RequestCounts counts, ToLongFunction<Latency> percentile) {
        return counts.latency().map(latency -> Millis.ofNanos(percentile.applyAsLong(latency)));
    }
}
