package dev.webcheck.ingest.body;

import dev.webcheck.ingest.batch.BodyFormat;
import io.vertx.ext.web.RoutingContext;

/**
 * A body that has arrived, and the place that its request holds until this is closed.
 *
 * @param bytes the body as it was sent
 * @param format how its events are set apart
 * @param coding how it is compressed
 * @param place the place of its request
 */
@SuppressWarnings("ArrayRecordComponent") // a holder for one hand-over; nobody compares it
public record ReceivedBody(byte[] bytes, BodyFormat format, ContentCoding coding, InFlight.Place place)
        implements AutoCloseable {

    private static final String KEY = ReceivedBody.class.getName();

    /**
     * Hands the body over.
     *
     * @param routing the request that it belongs to
     */
    public void put(RoutingContext routing) {
        routing.put(KEY, this);
    }

    /**
     * Takes the body over.
     *
     * @param routing the request that it belongs to
     * @return the body, for its one reader
     */
    public static ReceivedBody take(RoutingContext routing) {
        return routing.remove(KEY);
    }

    @Override
    public void close() {
        place.close();
    }
}
