package dev.webcheck.store.read.instance;

import dev.webcheck.correlation.Life;
import dev.webcheck.event.RequestCounters;
import dev.webcheck.event.StopReason;
import dev.webcheck.store.read.history.ReplacedJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is read of an instance, by the names of {@link InstanceEntity}. */
record InstanceRow(
        UUID id,
        @Nullable String service,
        String state,
        @Nullable String stopReason,
        Instant firstHeardAt,
        Instant lastHeardAt,
        @Nullable Instant verdictAt,
        int leaseTicks,
        long sequence,
        long begun,
        long ended,
        long unrecorded,
        @Nullable String replacedDeaths) {

    private static final Duration TICK = Duration.ofSeconds(1);

    RecordedInstance toInstance() {
        return new RecordedInstance(
                id,
                Optional.ofNullable(service),
                Life.valueOf(state),
                Optional.ofNullable(stopReason).map(StopReason::valueOf),
                firstHeardAt,
                lastHeardAt,
                Optional.ofNullable(verdictAt),
                TICK.multipliedBy(leaseTicks),
                // Before the first sign, they are not known.
                sequence == 0 ? Optional.empty() : Optional.of(new RequestCounters(begun, ended, unrecorded)),
                Optional.ofNullable(replacedDeaths)
                        .map(ReplacedJson::readDeaths)
                        .orElse(List.of()));
    }
}
