package dev.webcheck.client.journal;

/** Takes the requests that are open. Internal to the SDK. */
@FunctionalInterface
public interface OpenVisitor {

    /** Stands for a phase that is not known any more. */
    byte UNKNOWN_PHASE = -1;

    /**
     * Takes a request that is open.
     *
     * @param idMsb the more significant half of its id
     * @param idLsb the less significant half of its id
     * @param phase the last phase that was told, 0 at first, or {@link #UNKNOWN_PHASE}
     */
    void open(long idMsb, long idLsb, byte phase);
}
