package dev.webcheck.bench.kill;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the kills showed, as a person reads it, and in the last line as a program does. */
final class KillReport {

    private final KillResult result;
    private final long seed;

    KillReport(KillResult result, long seed) {
        this.result = result;
        this.seed = seed;
    }

    String text() {
        Findings findings = result.findings();
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(line(
                result.kills(),
                "processes killed by SIGKILL, " + result.restarts() + " followed by another on their journal at once"));
        lines.add(line(findings.begun(), "requests begun, as the API tells"));
        lines.add(line(findings.missed(), "missed: known to the server or the application, not to the API"));
        lines.add(line(findings.falselyCrashed(), "falsely crashed: had ended, or was of a living process"));
        lines.add(
                line(findings.wrongPhase(), "in a wrong phase: said not to be sent or to be answered, and was not so"));
        lines.add(line(findings.undecided(), "undecided: in flight for ever, in a dead process"));
        lines.add(line(findings.lostEnds(), "of unknown end, though the application had seen it"));
        lines.add(line(findings.twice(), "told twice"));
        lines.add(line(
                findings.crashed(),
                "crashed: " + findings.recoveredByJournal() + " told by journal, " + findings.byLease()
                        + " by lease before that"));
        lines.add(line(
                findings.notSent(),
                "of those in doubt proven not to be sent, " + findings.answerLost() + " proven to be executed"));
        lines.add("  seconds to the last verdict: by lease " + shown(result.secondsByLease())
                + " after the kill, by journal " + shown(result.secondsByJournal())
                + " after the start of the next process");
        lines.add("");
        lines.add(json(findings));
        return String.join(System.lineSeparator(), lines);
    }

    private String json(Findings findings) {
        return "{\"bench\":\"kill\",\"kills\":" + result.kills()
                + ",\"begun\":" + findings.begun()
                + ",\"missed\":" + findings.missed()
                + ",\"falselyCrashed\":" + findings.falselyCrashed()
                + ",\"wrongPhase\":" + findings.wrongPhase()
                + ",\"undecided\":" + findings.undecided()
                + ",\"lostEnds\":" + findings.lostEnds()
                + ",\"twice\":" + findings.twice()
                + ",\"crashed\":" + findings.crashed()
                + ",\"recoveredByJournal\":" + findings.recoveredByJournal()
                + ",\"byLease\":" + findings.byLease()
                + ",\"notSent\":" + findings.notSent()
                + ",\"answerLost\":" + findings.answerLost()
                + ",\"restarts\":" + result.restarts()
                + ",\"secondsByLease\":" + percentiles(result.secondsByLease())
                + ",\"secondsByJournal\":" + percentiles(result.secondsByJournal())
                + ",\"seed\":" + seed + "}";
    }

    private static String line(long number, String what) {
        return String.format(Locale.ROOT, "  %,9d %s", number, what);
    }

    private static String shown(List<Double> seconds) {
        return seconds.isEmpty()
                ? "-"
                : String.format(
                        Locale.ROOT, "%.1f (p50), %.1f (longest)", percentile(seconds, 0.5), percentile(seconds, 1));
    }

    private static String percentiles(List<Double> seconds) {
        return seconds.isEmpty()
                ? "{}"
                : String.format(
                        Locale.ROOT, "{\"p50\":%.2f,\"max\":%.2f}", percentile(seconds, 0.5), percentile(seconds, 1));
    }

    private static double percentile(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }
}
