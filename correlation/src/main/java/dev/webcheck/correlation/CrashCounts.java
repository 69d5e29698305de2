package dev.webcheck.correlation;

/**
 * How many requests crashed with an instance, by what is known of their execution. Immutable.
 *
 * @param notSent how many have surely not been sent
 * @param possiblyExecuted how many may have been executed
 * @param answerLost how many crashed while their answer arrived
 */
public record CrashCounts(int notSent, int possiblyExecuted, int answerLost) {

    /** No request. */
    public static final CrashCounts NONE = new CrashCounts(0, 0, 0);

    /**
     * Adds requests.
     *
     * @param execution what is known of their execution
     * @param requests how many; negative to take them away
     * @return the sums
     */
    public CrashCounts plus(Execution execution, int requests) {
        return switch (execution) {
            case NOT_SENT -> new CrashCounts(notSent + requests, possiblyExecuted, answerLost);
            case POSSIBLY_EXECUTED -> new CrashCounts(notSent, possiblyExecuted + requests, answerLost);
            case EXECUTED_ANSWER_LOST -> new CrashCounts(notSent, possiblyExecuted, answerLost + requests);
        };
    }

    /**
     * Adds other counts.
     *
     * @param other other counts
     * @return the sums
     */
    public CrashCounts plus(CrashCounts other) {
        return new CrashCounts(
                notSent + other.notSent, possiblyExecuted + other.possiblyExecuted, answerLost + other.answerLost);
    }
}
