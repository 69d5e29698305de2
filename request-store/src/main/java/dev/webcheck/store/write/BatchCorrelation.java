package dev.webcheck.store.write;

import java.util.Map;
import java.util.UUID;

/** What the events of a batch change. Its methods may be called repeatedly, for a transaction that fails is done again. */
public interface BatchCorrelation {

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
