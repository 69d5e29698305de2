package dev.webcheck.query.count;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.webcheck.correlation.Outcome;
import dev.webcheck.query.json.Millis;
import dev.webcheck.store.read.count.Latency;
import dev.webcheck.store.read.count.RequestCounts;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** How many requests there were, and how long those took that have an end. */
record CountsJson(
        long requests,
        Map<Outcome, Long> outcomes,

        @JsonSerialize(contentUsing = Millis.class) @JsonInclude(JsonInclude.Include.NON_ABSENT)
        Optional<Duration> p50Millis,

        @JsonSerialize(contentUsing = Millis.class) @JsonInclude(JsonInclude.Include.NON_ABSENT)
        Optional<Duration> p95Millis,

        @JsonSerialize(contentUsing = Millis.class) @JsonInclude(JsonInclude.Include.NON_ABSENT)
        Optional<Duration> p99Millis) {

    static CountsJson of(RequestCounts counts) {
        return new CountsJson(
                counts.requests(),
                counts.outcomes(),
                latency(counts, Latency::p50Nanos),
                latency(counts, Latency::p95Nanos),
                latency(counts, Latency::p99Nanos));
    }

    private static Optional<Duration> latency(RequestCounts counts, ToLongFunction<Latency> percentile) {
        return counts.latency().map(latency -> Duration.ofNanos(percentile.applyAsLong(latency)));
    }
}
