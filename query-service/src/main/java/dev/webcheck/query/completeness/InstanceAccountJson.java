package dev.webcheck.query.completeness;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.webcheck.event.RequestCounters;
import dev.webcheck.store.read.completeness.InstanceAccount;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is recorded of an instance, against what it has counted itself. */
@JsonPropertyOrder({"instanceId", "service", "account", "told", "hours"})
record InstanceAccountJson(
        UUID instanceId,
        @Nullable String service,
        @JsonUnwrapped AccountJson account,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ToldJson told,
        List<HourAccountJson> hours) {

    /** The counters of an instance as of its latest sign. */
    @JsonPropertyOrder({"begun", "ended", "unrecorded"})
    record ToldJson(long begun, long ended, long unrecorded) {

        static ToldJson of(RequestCounters counters) {
            return new ToldJson(counters.begun(), counters.ended(), counters.unrecorded());
        }
    }

    static InstanceAccountJson of(InstanceAccount account) {
        long unrecorded = account.told().map(RequestCounters::unrecorded).orElse(0L);
        return new InstanceAccountJson(
                account.instanceId(),
                account.service().orElse(null),
                AccountJson.of(account.recorded(), unrecorded, account.completeness()),
                account.told().map(ToldJson::of).orElse(null),
                account.hours().stream().map(HourAccountJson::of).toList());
    }
}
