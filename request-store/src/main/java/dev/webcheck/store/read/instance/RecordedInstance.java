package dev.webcheck.store.read.instance;

import dev.webcheck.correlation.Detector;
import dev.webcheck.correlation.Life;
import dev.webcheck.event.RequestCounters;
import dev.webcheck.event.StopReason;
import dev.webcheck.store.read.history.ReplacedDeath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An instance as it stands. This record is immutable.
 *
 * @param id the instance
 * @param service the service that it is a run of, once it has told
 * @param state whether it lives
 * @param stopReason why it stopped, where it has
 * @param firstHeardAt when its first event arrived, by the clock of the broker
 * @param lastHeardAt when its latest event arrived, by the clock of the broker
 * @param verdictAt since when it is not alive any more, by the clock of the broker; empty while it is
 * @param lease how long it may be silent until it is presumed dead, in whole seconds
 * @param told its own counters as of its latest sign; empty if none has arrived
 * @param history its deaths that were believed before, oldest first
 */
public record RecordedInstance(
        UUID id,
        Optional<String> service,
        Life state,
        Optional<StopReason> stopReason,
        Instant firstHeardAt,
        Instant lastHeardAt,
        Optional<Instant> verdictAt,
        Duration lease,
        Optional<RequestCounters> told,
        List<ReplacedDeath> history) {

    public RecordedInstance {
        history = List.copyOf(history);
    }

    /**
     * What its death rests on, while it is believed to be dead.
     *
     * @return the detector
     */
    public Optional<Detector> death() {
        return state.death(stopReason);
    }

    /** About how many bytes it takes: what is short, its service and its history. */
    int size() {
        return 300 + service.map(String::length).orElse(0) + 200 * history.size();
    }

    /**
     * Where this instance stands in a list of instances.
     *
     * @return a position that no other instance has
     */
    public InstancePosition position() {
        return new InstancePosition(state == Life.ALIVE, verdictAt.orElse(firstHeardAt), id);
    }
}
