package dev.webcheck.bench.kill;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * A killed application.
 *
 * @param number of the kill
 * @param application that was killed
 * @param killedAt when
 * @param journal the folder of its journal
 */
record Victim(int number, Application application, Instant killedAt, JournalFolder journal) {

    boolean isFollowed() {
        return journal.isStartedAfter(killedAt);
    }

    OptionalDouble secondsFromKill(Instant time) {
        return OptionalDouble.of(seconds(killedAt, time));
    }

    OptionalDouble secondsFromStart(Instant time) {
        return journal.lastStartBefore(time)
                .filter(start -> start.isAfter(killedAt))
                .map(start -> OptionalDouble.of(seconds(start, time)))
                .orElse(OptionalDouble.empty());
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1_000.0;
    }
}
