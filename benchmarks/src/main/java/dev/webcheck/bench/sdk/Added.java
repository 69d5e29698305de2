package dev.webcheck.bench.sdk;

import org.openjdk.jmh.util.ListStatistics;

/**
 * How much more than the bare client something takes, found anew in each round.
 *
 * @param mean of the rounds
 * @param error half of the interval in which the mean lies with a confidence of 95 %
 */
record Added(double mean, double error) {

    static Added of(double[] differences) {
        ListStatistics statistics = new ListStatistics(differences);
        return new Added(statistics.getMean(), statistics.getMeanErrorAt(0.95));
    }
}
