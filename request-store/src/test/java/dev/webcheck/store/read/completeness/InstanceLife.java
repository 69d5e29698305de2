package dev.webcheck.store.read.completeness;

import dev.webcheck.event.RequestCounters;
import dev.webcheck.store.read.completeness.InstanceLedger.Hour;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;

/** An instance that begins requests and tells of itself, while some of its begins are lost on their way. */
final class InstanceLife {

    /** What it does next, ten minutes after what it did before. */
    enum Step {
        BEGIN,
        BEGIN_AND_END,
        BEGIN_LOST,
        BEGIN_LOST_BUT_NOT_ITS_END,
        /** The begin that was lost first arrives after all, and a sign follows. */
        FOUND_AGAIN,
        NO_ROOM,
        REST,
        SIGN,
        /** Its list of open requests was cut, so that its bound lies hours back. */
        SIGN_WITH_AN_EARLY_BOUND
    }

    private static final Duration STEP = Duration.ofMinutes(10);

    private final SortedMap<Instant, Hour> hours = new TreeMap<>();
    private final Map<Instant, Long> lost = new HashMap<>();
    private final Queue<Instant> lostWithoutEnd = new ArrayDeque<>();
    private Instant now = Instant.parse("2025-04-01T12:00:00Z");
    private long begun;
    private long recorded;
    private Optional<Instant> lastBegun = Optional.empty();
    private long unrecorded;
    private Optional<RequestCounters> lastTold = Optional.empty();

    static InstanceLife of(List<Step> steps) {
        InstanceLife life = new InstanceLife();
        steps.forEach(life::take);
        return life;
    }

    private void take(Step step) {
        now = now.plus(STEP);
        switch (step) {
            case BEGIN -> beginRecorded(new Recorded(0, 1, 0, 0, 0));
            case BEGIN_AND_END -> beginRecorded(new Recorded(1, 0, 0, 0, 0));
            case BEGIN_LOST -> beginLost(Recorded.NONE);
            case BEGIN_LOST_BUT_NOT_ITS_END -> beginLost(new Recorded(0, 0, 0, 0, 1));
            case FOUND_AGAIN -> foundAgain();
            case NO_ROOM -> unrecorded++;
            case REST -> {}
            case SIGN -> sign(0);
            case SIGN_WITH_AN_EARLY_BOUND -> sign(14);
        }
    }

    private void beginRecorded(Recorded more) {
        recorded++;
        lastBegun = Optional.of(now);
        begin(more);
    }

    private void begin(Recorded more) {
        begun++;
        add(new Hour(more, Optional.empty(), Optional.empty(), Optional.empty()), now);
    }

    private void foundAgain() {
        if (!lostWithoutEnd.isEmpty()) {
            Instant at = lostWithoutEnd.remove();
            recorded++;
            lost.merge(hour(at), -1L, Long::sum);
            add(new Hour(new Recorded(0, 1, 0, 0, 0), Optional.empty(), Optional.empty(), Optional.empty()), at);
        }
        sign(0);
    }

    private void beginLost(Recorded more) {
        if (more.equals(Recorded.NONE)) {
            lostWithoutEnd.add(now);
        }
        begin(more);
        lost.merge(hour(now), 1L, Long::sum);
    }

    void sign(int stepsBack) {
        RequestCounters told = new RequestCounters(begun, 0, unrecorded);
        lastTold = Optional.of(told);
        Instant bound = now.minus(STEP.multipliedBy(stepsBack));
        Optional<Check> check = Optional.of(new Check(begun, recorded));
        boolean reachesFurther =
                lastBegun.filter(last -> hour(last).isAfter(hour(bound))).isPresent();
        add(new Hour(Recorded.NONE, lastTold, check, check.filter(any -> !reachesFurther)), bound);
    }

    private void add(Hour hour, Instant at) {
        hours.merge(
                hour(at),
                hour,
                (was, more) -> new Hour(
                        was.recorded().plus(more.recorded()),
                        more.told().or(was::told),
                        was.first().or(more::first),
                        more.last().or(was::last)));
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
