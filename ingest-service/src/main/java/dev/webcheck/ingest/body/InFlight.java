package dev.webcheck.ingest.body;

import dev.webcheck.ingest.refusal.Refusal;
import dev.webcheck.ingest.refusal.Refused;
import java.util.HashMap;
import java.util.Map;

/**
 * What the service holds at once, and how much of it one client may hold. Nothing is taken for what a client only promises:
 * bytes count once they have arrived, and a request counts once its body has. This class is threadsafe.
 */
public final class InFlight {

    private final int maxRequests;
    private final long maxBytes;
    private final int clientRequests;
    private final long clientBytes;
    private final Map<String, Client> clients = new HashMap<>();
    private int requests;
    private long bytes;

    /**
     * Sets the bounds.
     *
     * @param maxRequests the most requests that are in work at once
     * @param maxBytes the most bytes of bodies that are held at once
     * @param maxBody the largest body; one client always has room for one of them, as sent and as inflated, if there is any
     * @param clientPercent the share of both that one client may hold, 1 to 100
     */
    public InFlight(int maxRequests, long maxBytes, int maxBody, int clientPercent) {
        this.maxRequests = maxRequests;
        this.maxBytes = maxBytes;
        this.clientRequests = Math.max(1, maxRequests * clientPercent / 100);
        this.clientBytes = Math.max(maxBytes / 100 * clientPercent, Math.min(maxBytes, 2L * maxBody));
    }

    /**
     * A place for one request that holds nothing yet.
     *
     * @param address the client that sends the request
     * @return a place, to be closed when the request is over
     */
    public synchronized Place place(String address) {
        Client client = clients.computeIfAbsent(address, key -> new Client());
        client.places++;
        return new Place(address, client);
    }

    /**
     * The requests in work.
     *
     * @return a number
     */
    public synchronized int requests() {
        return requests;
    }

    /**
     * The bytes of bodies that are held.
     *
     * @return a number
     */
    public synchronized long bytes() {
        return bytes;
    }

    /** The clients that are known at the moment. */
    synchronized int clients() {
        return clients.size();
    }

    private static final class Client {
        private int places;
        private int requests;
        private long bytes;
    }

    /** The place of one request. */
    public final class Place implements AutoCloseable {

        private final String address;
        private final Client client;
        private boolean closed;
        private boolean inWork;
        private long held;

        private Place(String address, Client client) {
            this.address = address;
            this.client = client;
        }

        /**
         * Makes room for more bytes, or refuses the request.
         *
         * @param more so many bytes have arrived, or have been inflated
         */
        public void hold(int more) {
            synchronized (InFlight.this) {
                if (bytes + more > maxBytes) {
                    throw busy("There are " + bytes + " bytes in work already");
                }
                if (client.bytes + more > clientBytes) {
                    throw busy("There are " + client.bytes + " bytes of this client in work already");
                }
                bytes += more;
                client.bytes += more;
                held += more;
            }
        }

        /** Takes the request into work, or refuses it. */
        public void startWork() {
            synchronized (InFlight.this) {
                if (requests == maxRequests) {
                    throw busy("There are " + requests + " requests in work already");
                }
                if (client.requests == clientRequests) {
                    throw busy("There are " + client.requests + " requests of this client in work already");
                }
                requests++;
                client.requests++;
                inWork = true;
            }
        }

        @Override
        public void close() {
            synchronized (InFlight.this) {
                if (closed) {
                    return;
                }
                closed = true;
                bytes -= held;
                client.bytes -= held;
                if (inWork) {
                    requests--;
                    client.requests--;
                }
                if (--client.places == 0) {
                    clients.remove(address);
                }
            }
        }

        private Refused busy(String what) {
            return new Refused(Refusal.BUSY, what + "; send the same batch again.");
        }
    }
}
