package dev.webcheck.store.read.count;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A time frame of whole hours as the counts of few rows: of the whole days in it, and of the hours at its ends.
 *
 * @param from its first hour
 * @param to the first hour after it
 * @param days the days that lie in it
 * @param hours the hours that lie in none of these days
 */
record Frame(Instant from, Instant to, List<Instant> days, List<Instant> hours) {

    /** No request has an id of an earlier time. */
    private static final Instant EARLIEST = Instant.EPOCH;

    static Frame of(Instant from, Instant to) {
        Instant first = TimeStep.HOUR.floor(from.isBefore(EARLIEST) ? EARLIEST : from);
        Instant end = TimeStep.HOUR.ceiling(to);
        Instant firstDay = TimeStep.DAY.ceiling(first);
        Instant endDay = TimeStep.DAY.floor(end);
        if (firstDay.isAfter(endDay)) {
            return new Frame(
                    first, end, List.of(), starts(first, end, TimeStep.HOUR).toList());
        }
        return new Frame(
                first,
                end,
                starts(firstDay, endDay, TimeStep.DAY).toList(),
                Stream.concat(starts(first, firstDay, TimeStep.HOUR), starts(endDay, end, TimeStep.HOUR))
                        .toList());
    }

    boolean contains(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(to);
    }

    static Stream<Instant> starts(Instant from, Instant to, TimeStep step) {
        Duration length = step.length();
        return Stream.iterate(from, at -> at.isBefore(to), at -> at.plus(length));
    }
}
