package dev.webcheck.bench.kill;

/**
 * What a comparison of the API with the truth has found, in numbers of requests.
 *
 * @param begun the API has it
 * @param missed the server or the application knows of it, and the API does not
 * @param falselyCrashed the API says that it crashed, though its end was recorded or its process lives
 * @param wrongPhase the API says that it was not sent, though the server has seen it or nothing proves it, or that it was
 *     answered, though the server had not begun to
 * @param undecided its process is dead, and the API does not say that it is over
 * @param lostEnds the application had seen its end, and the API says that it is unknown
 * @param twice the API has it more than once
 * @param crashed the API says so
 * @param recoveredByJournal crashed, and its journal told
 * @param byLease crashed, and for a while nothing but the silence of its process told
 * @param notSent the API says that it did not leave
 * @param answerLost the API says that its answer was on the way
 */
public record Findings(
        long begun,
        long missed,
        long falselyCrashed,
        long wrongPhase,
        long undecided,
        long lostEnds,
        long twice,
        long crashed,
        long recoveredByJournal,
        long byLease,
        long notSent,
        long answerLost) {

    static final Findings NONE = new Findings(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    Findings plus(Findings other) {
        return new Findings(
                begun + other.begun,
                missed + other.missed,
                falselyCrashed + other.falselyCrashed,
                wrongPhase + other.wrongPhase,
                undecided + other.undecided,
                lostEnds + other.lostEnds,
                twice + other.twice,
                crashed + other.crashed,
                recoveredByJournal + other.recoveredByJournal,
                byLease + other.byLease,
                notSent + other.notSent,
                answerLost + other.answerLost);
    }

    /** Of what only silence told, all that counts: how many it was, and whether it was said to prove what it cannot. */
    Findings asPresumption() {
        return new Findings(0, 0, 0, wrongPhase, 0, 0, 0, 0, 0, byLease, 0, 0);
    }

    static Findings falselyCrashed(long requests) {
        return new Findings(0, 0, requests, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /**
     * Whether the API tells the truth of every request.
     *
     * @return false if anything was missed, made up or left open
     */
    public boolean isClean() {
        return missed + falselyCrashed + wrongPhase + undecided + lostEnds + twice == 0;
    }
}
