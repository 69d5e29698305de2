package dev.webcheck.bench.kill;

import java.util.List;

/**
 * What came of all kills.
 *
 * @param kills how many processes were killed
 * @param restarts how many of them were started again on their journal
 * @param findings of all requests together
 * @param secondsByLease for each process that was found dead by its lease, from its kill to the last verdict
 * @param secondsByJournal for each that was by its journal, from the start that found it to the last verdict
 */
public record KillResult(
        int kills, int restarts, Findings findings, List<Double> secondsByLease, List<Double> secondsByJournal) {}
