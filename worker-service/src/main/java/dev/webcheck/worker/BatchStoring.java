package dev.webcheck.worker;

import dev.webcheck.worker.BatchTransaction.PassingFailureException;
import dev.webcheck.worker.BatchTransaction.RefusedByDatabaseException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Stores a batch in transactions that are not too large, and finds the records that the database refuses. */
@ApplicationScoped
class BatchStoring {

    private final BatchTransaction transaction;

    BatchStoring(BatchTransaction transaction) {
        this.transaction = transaction;
    }

    /**
     * Stores all records but those that the database refuses, in the order of the log. A batch that is refused, or that touches too
     * much for one transaction, is halved.
     *
     * @param movesOn is run after each transaction
     * @return the refused ones
     */
    List<DeadLetter> store(List<ReadRecord> records, Runnable movesOn) throws PassingFailureException {
        List<DeadLetter> refused = new ArrayList<>();
        if (!records.isEmpty()) {
            store(records, refused, movesOn);
        }
        return refused;
    }

    private void store(List<ReadRecord> records, List<DeadLetter> refused, Runnable movesOn)
            throws PassingFailureException {
        try {
            if (transaction.store(records.stream().map(ReadRecord::arrival).toList(), movesOn)) {
                return;
            }
        } catch (RefusedByDatabaseException e) {
            if (records.size() == 1) {
                refused.add(DeadLetter.refused(records.get(0).part(), e));
                return;
            }
        }
        int half = records.size() / 2;
        store(records.subList(0, half), refused, movesOn);
        store(records.subList(half, records.size()), refused, movesOn);
    }
}
