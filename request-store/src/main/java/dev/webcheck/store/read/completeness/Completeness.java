package dev.webcheck.store.read.completeness;

/**
 * Whether all begins are recorded that instances have made, so that begun = ended + in flight + lost + unrecorded holds with
 * nothing left over. What instances could not record, they tell by themselves ({@code unrecorded}); it is a term of that sum
 * and no gap in it. An instance of which nothing ever arrived is in no account.
 */
public sealed interface Completeness {

    /** Every begin is recorded. */
    record Complete() implements Completeness {}

    /**
     * Begins are missing, at the latest look; they may still be on their way.
     *
     * @param requests how many, at the least: exactly so many where the journal of a dead process was counted
     */
    record Missing(long requests) implements Completeness {}

    /**
     * Nothing is known to be missing, but not all can be known.
     *
     * @param reason why not
     */
    record Unknown(Reason reason) implements Completeness {}

    /** Why it cannot be known whether begins are missing; the weightier first. */
    enum Reason {
        /** The instance fell silent; what it did after its last sign was told by nobody. */
        SILENT,
        /** The instance has counted more begins than are recorded, and it cannot be known of which hour they are. */
        MISSING_ELSEWHERE,
        /** The counts of the first hours of the instance are not kept any more. */
        NOT_KEPT,
        /** No sign of the instance has arrived, so that nothing tells how many requests it has begun. */
        NO_SIGN,
        /** The instance goes on: what it has done since its last sign is not told yet. */
        RUNNING
    }
}
