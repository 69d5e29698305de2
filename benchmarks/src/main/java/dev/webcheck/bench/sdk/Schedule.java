package dev.webcheck.bench.sdk;

import java.time.Duration;

/**
 * How much is measured. In each round every tool has a process of its own, so that what disturbs the machine for a while
 * disturbs all tools alike.
 *
 * @param rounds how many
 * @param warmups seconds of each process before it is measured
 * @param iterations seconds of each process that are measured
 * @param limit no round begins that would not end by then
 */
record Schedule(int rounds, int warmups, int iterations, Duration limit) {

    static final Schedule WHOLE = new Schedule(5, 3, 3, Duration.ofSeconds(295));
    static final Schedule QUICK = new Schedule(3, 2, 1, Duration.ofSeconds(100));

    /** A process needs half a second more than it works. */
    Duration expected() {
        return Duration.ofMillis(rounds * processesOfRound() * (1_000L * (warmups + iterations) + 600));
    }

    private static long processesOfRound() {
        return (long) Tool.values().length * Threads.values().length;
    }
}
