package dev.webcheck.query.count;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.webcheck.query.json.Timestamp;
import java.time.Instant;
import java.util.List;

/** A time series. */
@JsonPropertyOrder({"step", "from", "to", "total", "points"})
record TimeSeriesJson(
        String step,

        @JsonSerialize(using = Timestamp.class) Instant from,

        @JsonSerialize(using = Timestamp.class) Instant to,

        CountsJson total,
        List<TimePointJson> points) {}
