package dev.webcheck.local;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How long to wait before a service that ended is started again: twice as long each time, and not for ever. Whoever has
 * run for a minute starts afresh.
 */
final class RestartDelays {

    private static final int MOST_IN_A_ROW = 5;
    private static final Duration LONG_RUN = Duration.ofMinutes(1);

    private int inARow;

    /** The seconds to wait, or nothing when it is time to give up. */
    OptionalLong afterARunOf(Duration run) {
        if (run.compareTo(LONG_RUN) >= 0) {
            inARow = 0;
        }
        inARow++;
        return inARow > MOST_IN_A_ROW ? OptionalLong.empty() : OptionalLong.of(1L << (inARow - 1));
    }
}
