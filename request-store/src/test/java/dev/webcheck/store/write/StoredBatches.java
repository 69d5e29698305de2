package dev.webcheck.store.write;

import dev.webcheck.correlation.batch.BatchCorrelation;
import dev.webcheck.correlation.rule.Arrival;
import dev.webcheck.correlation.rule.Correlation;
import dev.webcheck.correlation.rule.Rules;
import dev.webcheck.correlation.rule.WatchedCorrelation;
import dev.webcheck.store.write.Stored.Progress;
import java.sql.SQLException;
import java.util.List;
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
        BatchCorrelation correlation = new WatchedCorrelation(
                new Correlation(rules, batch),
                before -> mostLoaded.accumulateAndGet(before.requests().size(), Math::max));
        Progress progress;
        do {
            transactions.next();
            progress = store.correlate(correlation).progress();
        } while (progress == Progress.UNFINISHED);
        if (progress == Progress.TOO_LARGE) {
            int half = batch.size() / 2;
            store(batch.subList(0, half));
            store(batch.subList(half, batch.size()));
        }
    }
}
