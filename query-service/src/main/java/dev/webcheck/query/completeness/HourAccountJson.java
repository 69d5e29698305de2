package dev.webcheck.query.completeness;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.webcheck.query.json.JsonTimes;
import dev.webcheck.store.read.completeness.HourAccount;
import java.time.Instant;

/** What is recorded of an hour. */
@JsonPropertyOrder({"hour", "instances", "account"})
record HourAccountJson(
        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = JsonTimes.MILLIS, timezone = "UTC")
        Instant hour,

        int instances,
        @JsonUnwrapped AccountJson account) {

    static HourAccountJson of(HourAccount account) {
        return new HourAccountJson(
                account.hour(),
                account.instances(),
                AccountJson.of(account.recorded(), account.unrecorded(), account.completeness()));
    }
}
