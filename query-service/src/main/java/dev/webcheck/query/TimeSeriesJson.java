package dev.webcheck.query;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;

/** A time series. */
@JsonPropertyOrder({"step", "from", "to", "total", "points"})
record TimeSeriesJson(
        String step,

        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = RequestJson.MILLIS, timezone = "UTC")
        Instant from,

        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = RequestJson.MILLIS, timezone = "UTC")
        Instant to,

        CountsJson total,
        List<TimePointJson> points) {}
