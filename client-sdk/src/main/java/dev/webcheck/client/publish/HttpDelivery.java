package dev.webcheck.client.publish;

import dev.webcheck.client.compact.EncodedEvents;
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
        IngestAnswer post(byte[] json) throws PublishException, InterruptedException;
    }

    private final Posting posting;
    private final EncodedEvents events;
    private final SortedMap<Integer, String> refusals = new TreeMap<>();
    private int inDoubt;
    private boolean accepted;

    HttpDelivery(Posting posting, EncodedEvents events) {
        this.posting = posting;
        this.events = events;
    }

    /** The indexes of the refused events, and why. */
    SortedMap<Integer, String> refusals() {
        return refusals;
    }

    /** Returns once all events are accepted or refused. */
    void run() throws PublishException, InterruptedException {
        for (EventRange body : EventRange.split(events, MOST_EVENTS, LARGEST_BODY)) {
            deliver(body);
        }
        if (inDoubt > 0 && !accepted) {
            throw new PublishException("it refused every event: " + refusals.get(refusals.firstKey()));
        }
    }

    private void deliver(EventRange body) throws PublishException, InterruptedException {
        IngestAnswer answer = posting.post(body.of(events));
        if (answer.isAccepted()) {
            accepted = true;
        } else if (!answer.isAboutContent()) {
            throw answer.failure();
        } else if (body.isSingle()) {
            refuse(body.from(), answer);
        } else {
            deliver(body.firstHalf());
            deliver(body.secondHalf());
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
