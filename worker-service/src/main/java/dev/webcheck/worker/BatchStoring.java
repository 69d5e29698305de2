package dev.webcheck.worker;

import dev.webcheck.worker.BatchTransaction.PassingFailureException;
import dev.webcheck.worker.BatchTransaction.RefusedByDatabaseException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Stores a batch, and finds the records that the database refuses. */
@ApplicationScoped
class BatchStoring {

    private final BatchTransaction transaction;

    BatchStoring(BatchTransaction transaction) {
        this.transaction = transaction;
    }

    /**
     * Stores all records but those that the database refuses, by halving a refused batch, in the order of the log.
     *
     * @return the refused ones
     */
    List<DeadLetter> store(List<ReadRecord> records) throws PassingFailureException {
        List<DeadLetter> refused = new ArrayList<>();
        if (!records.isEmpty()) {
            store(records, refused);
        }
        return refused;
    }

    private void store(List<ReadRecord> records, List<DeadLetter> refused) throws PassingFailureException {
        try {
            transaction.store(records.stream().map(ReadRecord::arrival).toList());
        } catch (RefusedByDatabaseException e) {
            if (records.size() == 1) {
                refused.add(DeadLetter.refused(records.get(0).source(), e));
                return;
            }
            int half = records.size() / 2;
            store(records.subList(0, half), refused);
            store(records.subList(half, records.size()), refused);
        }
    }
}
