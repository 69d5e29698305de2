package dev.webcheck.correlation.rule;

import dev.webcheck.correlation.InstanceState;
import dev.webcheck.correlation.PartitionClock;
import dev.webcheck.correlation.batch.BatchCorrelation;
import dev.webcheck.correlation.batch.Changes;
import dev.webcheck.correlation.batch.Footprint;
import dev.webcheck.correlation.batch.OpenRange;
import dev.webcheck.correlation.batch.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The correlation of one batch by the rules. Immutable. */
public final class Correlation implements BatchCorrelation {

    private final Rules rules;
    private final List<Arrival> arrivals;
    private final Footprint footprint;
    private final Map<UUID, Signs> signs;

    /**
     * Correlates a batch.
     *
     * @param rules what to go by
     * @param arrivals the batch, those of one partition in the order of its log; it must not change any more
     */
    public Correlation(Rules rules, List<Arrival> arrivals) {
        this.rules = rules;
        this.arrivals = arrivals;
        Touched touched = new Touched(arrivals);
        footprint = touched.footprint();
        signs = touched.signs();
    }

    @Override
    public Footprint footprint() {
        return footprint;
    }

    @Override
    public boolean mayExpire(InstanceState instance, Map<Integer, PartitionClock> clocks) {
        return LeaseRule.mayExpire(instance, footprint.ticks(), clocks);
    }

    @Override
    public OpenRange openRange(InstanceState instance, Map<Integer, PartitionClock> clocks) {
        Signs ofInstance = signs.getOrDefault(instance.id(), Signs.NONE);
        return OpenRanges.of(
                instance, ofInstance, LeaseRule.mayExpire(instance, ofInstance, footprint.ticks(), clocks), rules);
    }

    @Override
    public Changes correlate(Snapshot before) {
        return Correlator.correlate(rules, before, arrivals);
    }

    @Override
    public Changes decidePending(Snapshot before, Map<UUID, UUID> after) {
        return Correlator.decidePending(rules, before, after);
    }
}
