package dev.webcheck.store.read;

import dev.webcheck.event.RequestCounters;
import dev.webcheck.store.read.InstanceLedger.Hour;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** An instance that begins requests and tells of itself, while some of its begins are lost on their way. */
final class InstanceLife {

    /** What it does next, a quarter of an hour after what it did before. */
    enum Step {
        BEGIN,
        BEGIN_AND_END,
        BEGIN_LOST,
        BEGIN_LOST_BUT_NOT_ITS_END,
        NO_ROOM,
        REST,
        SIGN,
        /** Its list of open requests was cut, so that its bound lies hours back. */
        SIGN_WITH_AN_EARLY_BOUND
    }

    private static final Duration QUARTER = Duration.ofMinutes(15);

    private final SortedMap<Instant, Hour> hours = new TreeMap<>();
    private final Map<Instant, Long> lost = new HashMap<>();
    private Instant now = Instant.parse("2025-04-01T12:00:00Z");
    private long begun;
    private long unrecorded;
    private Optional<RequestCounters> lastTold = Optional.empty();

    static InstanceLife of(List<Step> steps) {
        InstanceLife life = new InstanceLife();
        steps.forEach(life::take);
        return life;
    }

    private void take(Step step) {
        now = now.plus(QUARTER);
        switch (step) {
            case BEGIN -> begin(new Recorded(0, 1, 0, 0, 0));
            case BEGIN_AND_END -> begin(new Recorded(1, 0, 0, 0, 0));
            case BEGIN_LOST -> beginLost(Recorded.NONE);
            case BEGIN_LOST_BUT_NOT_ITS_END -> beginLost(new Recorded(0, 0, 0, 0, 1));
            case NO_ROOM -> unrecorded++;
            case REST -> {}
            case SIGN -> sign(0);
            case SIGN_WITH_AN_EARLY_BOUND -> sign(9);
        }
    }

    private void begin(Recorded recorded) {
        begun++;
        add(recorded, Optional.empty(), now);
    }

    private void beginLost(Recorded recorded) {
        begin(recorded);
        lost.merge(hour(now), 1L, Long::sum);
    }

    void sign(int quartersBack) {
        RequestCounters told = new RequestCounters(begun, 0, unrecorded);
        lastTold = Optional.of(told);
        add(Recorded.NONE, lastTold, now.minus(QUARTER.multipliedBy(quartersBack)));
    }

    private void add(Recorded recorded, Optional<RequestCounters> told, Instant at) {
        hours.merge(
                hour(at),
                new Hour(recorded, told),
                (was, more) -> new Hour(
                        was.recorded().plus(more.recorded()), more.told().or(was::told)));
    }

    SortedMap<Instant, Hour> hours() {
        return hours;
    }

    Optional<RequestCounters> lastTold() {
        return lastTold;
    }

    long lost() {
        return lost.values().stream().mapToLong(Long::longValue).sum();
    }

    long lostIn(Instant hour) {
        return lost.getOrDefault(hour, 0L);
    }

    /** All requests that it wanted to send. */
    long begunOrNot() {
        return begun + unrecorded;
    }

    private static Instant hour(Instant moment) {
        return moment.truncatedTo(ChronoUnit.HOURS);
    }
}
