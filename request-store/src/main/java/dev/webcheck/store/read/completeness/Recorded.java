package dev.webcheck.store.read.completeness;

/**
 * How many requests are recorded, by how they stand. This record is immutable.
 *
 * @param ended their end is recorded with their begin, whatever it was
 * @param inFlight nothing says that they are over
 * @param crashed their process died before they ended
 * @param unknown their end was lost
 * @param withoutBegin their end is recorded and their begin is not; they are in none of the other counts
 */
public record Recorded(long ended, long inFlight, long crashed, long unknown, long withoutBegin) {

    /** None. */
    public static final Recorded NONE = new Recorded(0, 0, 0, 0, 0);

    /**
     * Those whose begin is recorded.
     *
     * @return all but those without begin
     */
    public long begun() {
        return ended + inFlight + lost();
    }

    /**
     * Those whose end will not be told any more, as far as is known.
     *
     * @return the crashed and the unknown
     */
    public long lost() {
        return crashed + unknown;
    }

    /**
     * These and others.
     *
     * @param other the others
     * @return the sums
     */
    public Recorded plus(Recorded other) {
        return new Recorded(
                ended + other.ended,
                inFlight + other.inFlight,
                crashed + other.crashed,
                unknown + other.unknown,
                withoutBegin + other.withoutBegin);
    }
}
