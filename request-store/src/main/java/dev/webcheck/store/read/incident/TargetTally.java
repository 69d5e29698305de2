package dev.webcheck.store.read.incident;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.DoubleStream;

/** What is seen of a target at some deaths, and before each. Confined to one thread. */
final class TargetTally {

    static final int EXAMPLES = 5;

    private final List<Death> deaths;
    private final BitSet present = new BitSet();
    /** How long its requests took before each death, added up. */
    private final double[] busyNanos;

    private final List<UUID> examples = new ArrayList<>();

    TargetTally(List<Death> deaths) {
        this.deaths = deaths;
        this.busyNanos = new double[deaths.size()];
    }

    /** A request of it was in flight at one of the deaths. */
    void inFlight(int at, Death.InFlight request) {
        present.set(at);
        busyNanos[at] += Math.min((double) request.elapsed().toNanos(), windowNanos(at));
        if (examples.size() < EXAMPLES) {
            examples.add(request.id());
        }
    }

    /** A request of it ended before one of the deaths. */
    void ended(int at, Death.Ended request) {
        busyNanos[at] += (double) request.duration().toNanos();
    }

    /** At how many deaths a request of it was in flight. */
    int deaths() {
        return present.cardinality();
    }

    Suspect suspect(RequestTarget target) {
        double[] chances = chances();
        return new Suspect(
                target.method(),
                target.website(),
                target.text(),
                target.exact(),
                deaths(),
                DoubleStream.of(chances).sum(),
                PoissonBinomial.atLeast(deaths(), chances),
                examples);
    }

    /** How likely a request of it is in flight at each death, by chance. */
    private double[] chances() {
        double watched = 0;
        for (int at = 0; at < busyNanos.length; at++) {
            watched += windowNanos(at);
        }
        double everywhere = DoubleStream.of(busyNanos).sum() / watched;
        double[] chances = new double[busyNanos.length];
        for (int at = 0; at < chances.length; at++) {
            chances[at] = -Math.expm1(-Math.max(busyNanos[at] / windowNanos(at), everywhere));
        }
        return chances;
    }

    private double windowNanos(int at) {
        return (double) deaths.get(at).window().toNanos();
    }
}
