package dev.webcheck.correlation.rule;

import dev.webcheck.correlation.InstanceState;
import dev.webcheck.correlation.PartitionClock;
import dev.webcheck.correlation.batch.BatchCorrelation;
import dev.webcheck.correlation.batch.Changes;
import dev.webcheck.correlation.batch.Footprint;
import dev.webcheck.correlation.batch.OpenRange;
import dev.webcheck.correlation.batch.Snapshot;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** A correlation of which it is seen what it is handed out. */
public class WatchedCorrelation implements BatchCorrelation {

    private final BatchCorrelation correlation;
    private final Consumer<Snapshot> watcher;

    /**
     * Watches a correlation.
     *
     * @param watcher receives what was known before
     */
    public WatchedCorrelation(BatchCorrelation correlation, Consumer<Snapshot> watcher) {
        this.correlation = correlation;
        this.watcher = watcher;
    }

    @Override
    public Footprint footprint() {
        return correlation.footprint();
    }

    @Override
    public boolean mayExpire(InstanceState instance, Map<Integer, PartitionClock> clocks) {
        return correlation.mayExpire(instance, clocks);
    }

    @Override
    public OpenRange openRange(InstanceState instance, Map<Integer, PartitionClock> clocks) {
        return correlation.openRange(instance, clocks);
    }

    @Override
    public Changes correlate(Snapshot before) {
        watcher.accept(before);
        return correlation.correlate(before);
    }

    @Override
    public Changes decidePending(Snapshot before, Map<UUID, UUID> after) {
        watcher.accept(before);
        return correlation.decidePending(before, after);
    }
}
