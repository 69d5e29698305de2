package dev.webcheck.correlation;

import dev.webcheck.event.StopReason;
import java.util.Optional;

/** Whether an instance lives. */
public enum Life {
    /** It has been heard within its lease. */
    ALIVE,
    /** It has been silent for longer than its lease. */
    PRESUMED_DEAD,
    /** It said that it stops, or somebody who can know said that it died. */
    STOPPED;

    /**
     * What the death of an instance rests on. Of one that was closed nothing is known: its process lives on.
     *
     * @param stopReason why it stopped, where it did
     * @return the detector; empty if it is not believed to be dead
     */
    public Optional<Detector> death(Optional<StopReason> stopReason) {
        return switch (this) {
            case ALIVE -> Optional.empty();
            case PRESUMED_DEAD -> Optional.of(Detector.LEASE);
            case STOPPED -> stopReason.flatMap(Life::death);
        };
    }

    private static Optional<Detector> death(StopReason stopReason) {
        return switch (stopReason) {
            case SHUTDOWN -> Optional.of(Detector.STOPPED);
            case CLOSED -> Optional.empty();
            case DIED -> Optional.of(Detector.JOURNAL);
        };
    }
}
