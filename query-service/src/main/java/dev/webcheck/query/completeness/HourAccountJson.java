package dev.webcheck.query.completeness;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.webcheck.query.json.Timestamp;
import dev.webcheck.store.read.completeness.HourAccount;
import java.time.Instant;

/** What is recorded of an hour. */
@JsonPropertyOrder({"hour", "instances", "account"})
record HourAccountJson(
        @JsonSerialize(using = Timestamp.class) Instant hour,

        int instances,
        @JsonUnwrapped AccountJson account) {

    static HourAccountJson of(HourAccount account) {
        return new HourAccountJson(
                account.hour(),
                account.instances(),
                AccountJson.of(account.recorded(), account.unrecorded(), account.completeness()));
    }
}
