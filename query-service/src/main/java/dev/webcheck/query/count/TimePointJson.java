package dev.webcheck.query.count;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.webcheck.query.json.JsonTimes;
import dev.webcheck.store.read.count.TimePoint;
import java.time.Instant;

/** A point of a time series. */
@JsonPropertyOrder({"at", "counts"})
record TimePointJson(
        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = JsonTimes.MILLIS, timezone = "UTC")
        Instant at,

        @JsonUnwrapped CountsJson counts) {

    static TimePointJson of(TimePoint point) {
        return new TimePointJson(point.at(), CountsJson.of(point.counts()));
    }
}
