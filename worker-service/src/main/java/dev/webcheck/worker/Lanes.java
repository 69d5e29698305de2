package dev.webcheck.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The lanes, among which the partitions are shared out: a partition always has the same one, so that its records are stored in
 * the order of its log. While the database works for one lane, the others have the processors. Threadsafe.
 */
@ApplicationScoped
class Lanes {

    private static final long LOOK_MILLIS = 20;

    private final List<Lane> lanes;

    Lanes(BatchHandling handling, ProcessEnd end, WorkerSettings settings) {
        lanes = IntStream.rangeClosed(1, settings.lanes())
                .mapToObj(number -> Lane.open("lane-" + number, handling, end::afterBug))
                .toList();
    }

    Lane of(int partition) {
        return lanes.get(partition % lanes.size());
    }

    void drop(Collection<Integer> partitions) {
        lanes.forEach(lane -> lane.drop(partitions));
    }

    List<Lane.State> states() {
        return lanes.stream().map(Lane::state).toList();
    }

    /** Waits until no batch is in work; nothing may be added meanwhile. */
    void awaitIdle() throws InterruptedException {
        while (states().stream().anyMatch(Lane.State::busy)) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** Begins no further batch, and waits for those in work. */
    void close(Duration limit) throws InterruptedException {
        Instant end = Instant.now().plus(limit);
        lanes.forEach(Lane::close);
        for (Lane lane : lanes) {
            lane.awaitEnd(Duration.between(Instant.now(), end));
        }
    }
}
