package dev.webcheck.store.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Ranks what was in flight at the deaths of a service by how unlikely that is by chance.
 *
 * <p>Were the deaths without a cause among the requests, they would be moments like any other. The mean number of requests of a
 * target that are in flight at such a moment is their rate times their mean duration (J. D. C. Little, A proof for the
 * queuing formula L = λW, Operations Research 9, 1961), taken from the requests shortly before each death. Where they come
 * independently of one another, the number in flight has a Poisson distribution whatever their durations (the M/G/∞ queue; L.
 * Takács, Introduction to the theory of queues, 1962, chapter 3), so that at least one is with p = 1 − exp(−L). At how many deaths
 * one is in flight then has a Poisson binomial distribution; how likely it is that they are as many as seen, or more, ranks
 * the suspects.
 *
 * <p>Each L is the larger of what the instance that died and what all of them together show, and counts what was in flight at the
 * death itself, so that it is rather too large, and nothing looks more suspicious than it is.
 *
 * <p>The same whole URL at several deaths says more than the same route with other identifiers, and is rarer by chance, so both are
 * ranked by the same measure; a route at whose deaths one URL of it was each time is explained by that URL and left out.
 *
 * <p>Its methods are pure functions.
 */
final class SuspectRanking {

    static final int EXAMPLES = 5;

    private static final int FEWEST_DEATHS = 2;

    private static final Comparator<Suspect> LEAST_LIKELY_FIRST = Comparator.comparingDouble(Suspect::probability)
            .thenComparing(Suspect::deaths, Comparator.reverseOrder())
            .thenComparing(Suspect::exact, Comparator.reverseOrder())
            .thenComparing(Suspect::website)
            .thenComparing(Suspect::target)
            .thenComparing(Suspect::method);

    /** What is seen of a target, death by death. */
    private record Tally(boolean[] present, double[] busyNanos, List<UUID> examples) {

        static Tally over(int deaths) {
            return new Tally(new boolean[deaths], new double[deaths], new ArrayList<>());
        }

        int deaths() {
            int count = 0;
            for (boolean at : present) {
                count += at ? 1 : 0;
            }
            return count;
        }
    }

    private SuspectRanking() {}

    /**
     * The suspects, the least likely by chance first.
     *
     * @param deaths the deaths, the latest first
     * @param most how many are wanted at the most
     */
    static List<Suspect> rank(List<Death> deaths, int most) {
        Map<RequestTarget, Suspect> exact = suspects(deaths, UnaryOperator.identity());
        Map<RequestTarget, Suspect> routes = suspects(deaths, RequestTarget::route);
        exact.forEach((target, suspect) ->
                routes.computeIfPresent(target.route(), (route, of) -> of.deaths() == suspect.deaths() ? null : of));
        List<Suspect> all = new ArrayList<>(exact.values());
        all.addAll(routes.values());
        all.sort(LEAST_LIKELY_FIRST);
        return List.copyOf(all.subList(0, Math.min(most, all.size())));
    }

    private static Map<RequestTarget, Suspect> suspects(List<Death> deaths, UnaryOperator<RequestTarget> grouping) {
        Map<RequestTarget, Suspect> suspects = new HashMap<>();
        tallies(deaths, grouping).forEach((target, tally) -> suspects.put(target, suspect(target, tally, deaths)));
        return suspects;
    }

    private static Map<RequestTarget, Tally> tallies(List<Death> deaths, UnaryOperator<RequestTarget> grouping) {
        Map<RequestTarget, Tally> tallies = new LinkedHashMap<>();
        for (int at = 0; at < deaths.size(); at++) {
            Death death = deaths.get(at);
            for (Death.InFlight request : death.inFlight()) {
                Tally tally =
                        tallies.computeIfAbsent(grouping.apply(request.target()), none -> Tally.over(deaths.size()));
                tally.present[at] = true;
                tally.busyNanos[at] +=
                        Math.min(request.elapsed().toNanos(), death.window().toNanos());
                if (tally.examples.size() < EXAMPLES) {
                    tally.examples.add(request.id());
                }
            }
        }
        tallies.values().removeIf(tally -> tally.deaths() < FEWEST_DEATHS);
        for (int at = 0; at < deaths.size(); at++) {
            for (Death.Ended request : deaths.get(at).ended()) {
                Tally tally = tallies.get(grouping.apply(request.target()));
                if (tally != null) {
                    tally.busyNanos[at] += request.duration().toNanos();
                }
            }
        }
        return tallies;
    }

    private static Suspect suspect(RequestTarget target, Tally tally, List<Death> deaths) {
        double[] probabilities = probabilities(tally, deaths);
        double expected = 0;
        for (double p : probabilities) {
            expected += p;
        }
        return new Suspect(
                target.method(),
                target.website(),
                target.text(),
                target.exact(),
                tally.deaths(),
                expected,
                PoissonBinomial.atLeast(tally.deaths(), probabilities),
                tally.examples);
    }

    /** How likely at least one request of a target is in flight at each death, by chance. */
    private static double[] probabilities(Tally tally, List<Death> deaths) {
        double busy = 0;
        double watched = 0;
        for (int at = 0; at < deaths.size(); at++) {
            busy += tally.busyNanos[at];
            watched += deaths.get(at).window().toNanos();
        }
        double[] probabilities = new double[deaths.size()];
        for (int at = 0; at < probabilities.length; at++) {
            double own = tally.busyNanos[at] / deaths.get(at).window().toNanos();
            probabilities[at] = -Math.expm1(-Math.max(own, busy / watched));
        }
        return probabilities;
    }
}
