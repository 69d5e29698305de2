package dev.webcheck.client.publish;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sends events in bodies of a bounded size. A body that is refused for what is in it is halved until only the refused events
 * are left over. Somebody else than the service may answer as well, a gateway for instance, which may refuse everything: so an
 * event counts as refused only if the service itself says so, or has accepted others.
 */
final class HttpDelivery {

    /** In bytes before compression: what common gateways let through even without it. */
    private static final int LARGEST_BODY = 1 << 20;

    private static final int MOST_EVENTS = 2_000;

    /** After so many refusals that may mean everything, nothing further is tried. */
    private static final int MOST_IN_DOUBT = 16;

    /** Sends one body. */
    interface Posting {
        IngestAnswer post(List<byte[]> events) throws PublishException, InterruptedException;
    }

    private final Posting posting;
    private final List<byte[]> events;
    private final SortedMap<Integer, String> refusals = new TreeMap<>();
    private int inDoubt;
    private boolean accepted;

    HttpDelivery(Posting posting, List<byte[]> events) {
        this.posting = posting;
        this.events = events;
    }

    /** The places of the refused events, and why. */
    SortedMap<Integer, String> refusals() {
        return refusals;
    }

    /** Returns once all events are accepted or refused. */
    void run() throws PublishException, InterruptedException {
        int from = 0;
        while (from < events.size()) {
            int to = endOfBody(from);
            deliver(from, to);
            from = to;
        }
        if (inDoubt > 0 && !accepted) {
            throw new PublishException("it refused every event: " + refusals.get(refusals.firstKey()));
        }
    }

    private int endOfBody(int from) {
        int to = from;
        long bytes = 0;
        do {
            bytes += events.get(to).length + 1;
            to++;
        } while (to < events.size() && to - from < MOST_EVENTS && bytes + events.get(to).length < LARGEST_BODY);
        return to;
    }

    private void deliver(int from, int to) throws PublishException, InterruptedException {
        IngestAnswer answer = posting.post(events.subList(from, to));
        if (answer.isAccepted()) {
            accepted = true;
        } else if (!answer.isAboutContent()) {
            throw answer.failure();
        } else if (to - from > 1) {
            int middle = (from + to) >>> 1;
            deliver(from, middle);
            deliver(middle, to);
        } else {
            refuse(from, answer);
        }
    }

    private void refuse(int index, IngestAnswer answer) throws PublishException {
        refusals.put(index, answer.status());
        if (!answer.isOfService()) {
            inDoubt++;
        }
        if (inDoubt >= MOST_IN_DOUBT && !accepted) {
            throw answer.failure();
        }
    }
}
