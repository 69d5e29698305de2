package dev.webcheck.bench.kill;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What came of all kills.
 *
 * @param kills how many processes were killed
 * @param restarts how many of them were followed by another on their journal at once
 * @param findings of all requests together
 * @param secondsByLease for each process whose silence told of it, from its kill to the last verdict
 * @param secondsByJournal for each, from the start that found its journal to the last verdict
 */
public record KillResult(
        int kills, int restarts, Findings findings, List<Double> secondsByLease, List<Double> secondsByJournal) {

    static KillResult of(int restarts, List<Verdict> verdicts, Findings ofTheLiving) {
        Findings findings = ofTheLiving;
        for (Verdict verdict : verdicts) {
            findings = findings.plus(verdict.findings());
        }
        return new KillResult(
                verdicts.size(),
                restarts,
                findings,
                all(verdicts, Verdict::secondsByLease),
                all(verdicts, Verdict::secondsByJournal));
    }

    private static List<Double> all(List<Verdict> verdicts, Function<Verdict, OptionalDouble> seconds) {
        return verdicts.stream()
                .map(seconds)
                .filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble)
                .toList();
    }
}
