package dev.webcheck.query.instance;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.webcheck.correlation.Detector;
import dev.webcheck.correlation.Life;
import dev.webcheck.event.RequestCounters;
import dev.webcheck.event.StopReason;
import dev.webcheck.query.json.ReplacedDeathJson;
import dev.webcheck.query.json.Timestamp;
import dev.webcheck.store.read.instance.RecordedInstance;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An instance as this API shows it. Its counters are those of its latest sign, null before the first. */
@JsonPropertyOrder({
    "instanceId",
    "service",
    "state",
    "stopReason",
    "firstHeardAt",
    "lastHeardAt",
    "leaseMillis",
    "begun",
    "ended",
    "unrecorded",
    "openRequests",
    "diedAt",
    "detector",
    "history"
})
record InstanceJson(
        UUID instanceId,
        @Nullable String service,
        Life state,
        @Nullable StopReason stopReason,

        @JsonSerialize(using = Timestamp.class) Instant firstHeardAt,

        @JsonSerialize(using = Timestamp.class) Instant lastHeardAt,

        long leaseMillis,
        @Nullable Long begun,
        @Nullable Long ended,
        @Nullable Long unrecorded,
        @Nullable Long openRequests,

        @JsonSerialize(using = Timestamp.class) @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant diedAt,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String detector,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ReplacedDeathJson> history) {

    static InstanceJson of(RecordedInstance instance) {
        Optional<RequestCounters> told = instance.told();
        Optional<Detector> death = instance.death();
        return new InstanceJson(
                instance.id(),
                instance.service().orElse(null),
                instance.state(),
                instance.stopReason().orElse(null),
                instance.firstHeardAt(),
                instance.lastHeardAt(),
                instance.lease().toMillis(),
                told.map(RequestCounters::begun).orElse(null),
                told.map(RequestCounters::ended).orElse(null),
                told.map(RequestCounters::unrecorded).orElse(null),
                told.map(counters -> Math.max(0, counters.begun() - counters.ended()))
                        .orElse(null),
                death.flatMap(detector -> instance.verdictAt()).orElse(null),
                death.map(Detector::word).orElse(null),
                instance.history().stream().map(ReplacedDeathJson::of).toList());
    }
}
