package dev.webcheck.event;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import java.time.Instant;
import java.util.UUID;

/**
 * Request ids: UUIDs of version 7 (RFC 9562, section 5.7), whose first 48 bits are the start of the request in Unix
 * milliseconds. So ids sort by time, and a time frame is a range of ids.
 *
 * <p>This class is threadsafe.
 */
public final class RequestIds {

    private static final TimeOrderedEpochFactory FACTORY =
            TimeOrderedEpochFactory.builder().withIncrementPlus1().build();

    /** The latest time that an id can hold: what 48 bits hold. */
    static final Instant LATEST = Instant.ofEpochMilli((1L << 48) - 1);

    private RequestIds() {}

    /**
     * A new id for a request that starts now. Ids of one process rise, also while its clock steps back by up to ten seconds.
     *
     * @return a UUIDv7
     */
    public static UUID next() {
        return FACTORY.create();
    }

    /**
     * Whether an id can be a request's.
     *
     * @param id any UUID
     * @return true for version 7 of the RFC 9562 variant
     */
    public static boolean isRequestId(UUID id) {
        return id.version() == 7 && id.variant() == 2;
    }

    /**
     * When a request started.
     *
     * @param id a request id
     * @return the time in the id, to the millisecond
     */
    public static Instant startedAt(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /**
     * The smallest UUID of a moment: a lower bound, inclusive, for the ids of requests that started at or after it, and an
     * upper bound, exclusive, for those that started before. Moments outside the 48 bits are brought to their nearest
     * end.
     *
     * @param moment any time; what it has below a millisecond is rounded up
     * @return a UUID that is a bound, not a request id
     */
    public static UUID lowest(Instant moment) {
        long millis = moment.isBefore(Instant.EPOCH) ? 0 : ceilMillis(moment);
        return new UUID(millis << 16, 0);
    }

    private static long ceilMillis(Instant moment) {
        if (moment.isAfter(LATEST)) {
            return LATEST.toEpochMilli();
        }
        long millis = moment.toEpochMilli();
        return Instant.ofEpochMilli(millis).equals(moment) ? millis : millis + 1;
    }
}
