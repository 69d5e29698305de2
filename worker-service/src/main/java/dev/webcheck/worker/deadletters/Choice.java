package dev.webcheck.worker.deadletters;

/** What is to become of each letter in one run. Confined to one thread. */
final class Choice {

    /** What is to become of a letter. */
    enum Fate {
        REPUBLISHED,
        GIVEN_UP,
        LEFT
    }

    private final LetterFilter filter;
    private final long limit;
    private final int maxTimes;
    private long chosen;
    private long givenUp;

    Choice(LetterFilter filter, long limit, int maxTimes) {
        this.filter = filter;
        this.limit = limit;
        this.maxTimes = maxTimes;
    }

    Fate of(Letter letter) {
        if (isFull() || !filter.accepts(letter)) {
            return Fate.LEFT;
        }
        if (letter.isTick() || (maxTimes > 0 && letter.timesRepublished() >= maxTimes)) {
            givenUp++;
            return Fate.GIVEN_UP;
        }
        chosen++;
        return Fate.REPUBLISHED;
    }

    boolean isFull() {
        return limit > 0 && chosen >= limit;
    }

    long chosen() {
        return chosen;
    }

    long givenUp() {
        return givenUp;
    }
}
