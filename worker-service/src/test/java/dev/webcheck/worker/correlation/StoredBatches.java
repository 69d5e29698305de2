package dev.webcheck.worker.correlation;

import dev.webcheck.store.write.BatchCorrelation;
import dev.webcheck.store.write.Changes;
import dev.webcheck.store.write.CorrelationStore;
import dev.webcheck.store.write.Progress;
import dev.webcheck.store.write.Snapshot;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Stores batches as a worker does: repeatedly while they are unfinished, and in halves where they are too large. */
final class StoredBatches {

    /** Is called before each transaction. */
    interface Transactions {
        void next();
    }

    private final CorrelationStore store;
    private final Rules rules;
    private final Transactions transactions;
    private final AtomicInteger mostLoaded;

    StoredBatches(CorrelationStore store, Rules rules, Transactions transactions) {
        this(store, rules, transactions, new AtomicInteger());
    }

    /**
     * Batches.
     *
     * @param mostLoaded receives how many requests a transaction has loaded at most
     */
    StoredBatches(CorrelationStore store, Rules rules, Transactions transactions, AtomicInteger mostLoaded) {
        this.store = store;
        this.rules = rules;
        this.transactions = transactions;
        this.mostLoaded = mostLoaded;
    }

    void store(List<Arrival> batch) throws SQLException {
        Progress progress;
        do {
            transactions.next();
            progress = store.correlate(Correlator.footprint(rules, batch), correlation(rules, batch, mostLoaded));
        } while (progress == Progress.UNFINISHED);
        if (progress == Progress.TOO_LARGE) {
            int half = batch.size() / 2;
            store(batch.subList(0, half));
            store(batch.subList(half, batch.size()));
        }
    }

    static BatchCorrelation correlation(Rules rules, List<Arrival> batch) {
        return correlation(rules, batch, new AtomicInteger());
    }

    private static BatchCorrelation correlation(Rules rules, List<Arrival> batch, AtomicInteger mostLoaded) {
        return new BatchCorrelation() {
            @Override
            public Changes correlate(Snapshot before) {
                mostLoaded.accumulateAndGet(before.requests().size(), Math::max);
                return Correlator.correlate(rules, before, batch);
            }

            @Override
            public Changes decidePending(Snapshot before, Map<UUID, UUID> after) {
                mostLoaded.accumulateAndGet(before.requests().size(), Math::max);
                return Correlator.decidePending(rules, before, after);
            }
        };
    }
}
