package dev.webcheck.query.count;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.webcheck.query.json.Timestamp;
import dev.webcheck.store.read.count.TimePoint;
import java.time.Instant;

/** A point of a time series. */
@JsonPropertyOrder({"at", "counts"})
record TimePointJson(
        @JsonSerialize(using = Timestamp.class) Instant at,

        @JsonUnwrapped CountsJson counts) {

    static TimePointJson of(TimePoint point) {
        return new TimePointJson(point.at(), CountsJson.of(point.counts()));
    }
}
