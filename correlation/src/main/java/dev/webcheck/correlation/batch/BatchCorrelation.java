package dev.webcheck.correlation.batch;

import dev.webcheck.correlation.InstanceState;
import dev.webcheck.correlation.PartitionClock;
import java.util.Map;
import java.util.UUID;

/**
 * What a batch of events touches, and what it changes. Its methods are pure functions, for a transaction that fails is done again.
 */
public interface BatchCorrelation {

    /**
     * What the batch touches.
     *
     * @return what has to be loaded before anything is known
     */
    Footprint footprint();

    /**
     * Whether the lease of an instance runs out within the batch if it stays silent. Every instance of which this holds has to be
     * loaded, whether or not the batch has events of it.
     *
     * @param instance the instance
     * @param clocks the clocks of the batch's partitions
     * @return whether its life may become another
     */
    boolean mayExpire(InstanceState instance, Map<Integer, PartitionClock> clocks);

    /**
     * Which open requests of an instance have to be loaded.
     *
     * @param instance an instance that is loaded
     * @param clocks the clocks of the batch's partitions
     * @return those that the batch may decide
     */
    OpenRange openRange(InstanceState instance, Map<Integer, PartitionClock> clocks);

    /**
     * Correlates the batch.
     *
     * @param before what was known before of all that the batch touches
     * @return what has changed
     */
    Changes correlate(Snapshot before);

    /**
     * Reaches verdicts that an earlier transaction left pending.
     *
     * @param before instances with pending verdicts, and some of their open requests
     * @param after the id after which further ones follow, by instance; an instance that is absent has no pending verdicts left
     * @return what has changed
     */
    Changes decidePending(Snapshot before, Map<UUID, UUID> after);
}
