package dev.webcheck.bench.sdk;

import java.time.Duration;
import java.util.Arrays;

/**
 * How much is measured. In each round every tool has a process of its own, so that what disturbs the machine for a while
 * disturbs all tools alike.
 *
 * @param rounds how many
 * @param warmups seconds of each process before it is measured; twice as many if its threads leave none of two processors
 *     to the compiler
 * @param iterations seconds of each process that are measured
 * @param limit no round begins that would not end by then
 */
record Schedule(int rounds, int warmups, int iterations, Duration limit) {

    static final Schedule WHOLE = new Schedule(3, 4, 5, Duration.ofMinutes(7));
    static final Schedule QUICK = new Schedule(2, 2, 1, Duration.ofSeconds(150));

    int warmups(Threads threads) {
        return threads == Threads.FOUR ? 2 * warmups : warmups;
    }

    /** A process needs some seconds more than it works, to start and to give out what it has recorded. */
    Duration expected() {
        long ofTool = Arrays.stream(Threads.values())
                .mapToLong(threads -> 1_000L * (warmups(threads) + iterations) + 3_750)
                .sum();
        return Duration.ofMillis((long) rounds * Tool.values().length * ofTool);
    }
}
