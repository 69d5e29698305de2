package dev.webcheck.ingest;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What is being worked on, and how much of it may be at once. This class is threadsafe. */
final class InFlight {

    private final int maxRequests;
    private final long maxBytes;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    InFlight(int maxRequests, long maxBytes) {
        this.maxRequests = maxRequests;
        this.maxBytes = maxBytes;
    }

    /** Lets one more request in, or refuses it. Close the place when the request is over. */
    Place enter() {
        if (requests.incrementAndGet() > maxRequests) {
            requests.decrementAndGet();
            throw new Refused(Refusal.BUSY, "There are " + maxRequests + " requests in work already.");
        }
        return new Place();
    }

    int requests() {
        return requests.get();
    }

    long bytes() {
        return bytes.get();
    }

    /** The place of one request, for use by one thread. */
    final class Place implements AutoCloseable {

        private long held;

        private Place() {}

        /** Makes room for more bytes, or refuses the request. */
        void hold(int more) {
            held += more;
            if (bytes.addAndGet(more) > maxBytes) {
                throw new Refused(Refusal.BUSY, "There are " + maxBytes + " bytes in work already.");
            }
        }

        @Override
        public void close() {
            bytes.addAndGet(-held);
            held = 0;
            requests.decrementAndGet();
        }
    }
}
