package dev.webcheck.event;

/**
 * How many requests an instance has recorded since its start.
 *
 * @param begun requests whose begin was recorded
 * @param ended requests whose end was recorded
 * @param unrecorded requests of which neither was recorded because there was no room
 */
public record RequestCounters(long begun, long ended, long unrecorded) {

    public RequestCounters {
        new Violations()
                .atLeast("begun", begun, 0)
                .atLeast("ended", ended, 0)
                .atLeast("unrecorded", unrecorded, 0)
                .throwIfAny();
    }
}
