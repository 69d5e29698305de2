package dev.webcheck.store.read.incident;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private static final int FEWEST_DEATHS = 2;

    private static final Comparator<Suspect> LEAST_LIKELY_FIRST = Comparator.comparingDouble(Suspect::probability)
            .thenComparing(Suspect::deaths, Comparator.reverseOrder())
            .thenComparing(Suspect::exact, Comparator.reverseOrder())
            .thenComparing(Suspect::website)
            .thenComparing(Suspect::target)
            .thenComparing(Suspect::method);

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
        Map<RequestTarget, TargetTally> tallies = new HashMap<>();
        for (int at = 0; at < deaths.size(); at++) {
            for (Death.InFlight request : deaths.get(at).inFlight()) {
                tallies.computeIfAbsent(grouping.apply(request.target()), none -> new TargetTally(deaths))
                        .inFlight(at, request);
            }
        }
        tallies.values().removeIf(tally -> tally.deaths() < FEWEST_DEATHS);
        for (int at = 0; at < deaths.size(); at++) {
            for (Death.Ended request : deaths.get(at).ended()) {
                TargetTally tally = tallies.get(grouping.apply(request.target()));
                if (tally != null) {
                    tally.ended(at, request);
                }
            }
        }
        Map<RequestTarget, Suspect> suspects = new HashMap<>();
        tallies.forEach((target, tally) -> suspects.put(target, tally.suspect(target)));
        return suspects;
    }
}
