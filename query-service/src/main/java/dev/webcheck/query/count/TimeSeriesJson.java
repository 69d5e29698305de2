package dev.webcheck.query.count;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.webcheck.query.json.JsonTimes;
import java.time.Instant;
import java.util.List;

/** A time series. */
@JsonPropertyOrder({"step", "from", "to", "total", "points"})
record TimeSeriesJson(
        String step,

        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = JsonTimes.MILLIS, timezone = "UTC")
        Instant from,

        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = JsonTimes.MILLIS, timezone = "UTC")
        Instant to,

        CountsJson total,
        List<TimePointJson> points) {}
