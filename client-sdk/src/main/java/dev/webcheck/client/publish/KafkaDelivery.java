package dev.webcheck.client.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Sends a batch of events, and finds out which of them the broker refuses for themselves.
 *
 * <p>Too large is what the broker says of one record alone. An invalid record takes others of its batch down with it, so from
 * the first one on that was not taken, all go once more, one at a time.
 */
final class KafkaDelivery {

    /** Hands an event to Kafka's client. */
    interface Sending {
        Future<?> send(byte[] event);
    }

    /** Waits for an acknowledgement. */
    interface Waiting {
        void await(Future<?> acknowledgement) throws ExecutionException, InterruptedException, PublishException;
    }

    private final Sending sending;
    private final Waiting waiting;
    private final List<byte[]> events;
    private final SortedMap<Integer, String> refusals = new TreeMap<>();

    KafkaDelivery(Sending sending, Waiting waiting, List<byte[]> events) {
        this.sending = sending;
        this.waiting = waiting;
        this.events = events;
    }

    /** The places of the refused events, and why. */
    SortedMap<Integer, String> refusals() {
        return refusals;
    }

    /** Returns once all events are acknowledged or refused. */
    void run() throws ExecutionException, InterruptedException, PublishException {
        for (int i = together(); i < events.size(); i++) {
            if (!refusals.containsKey(i)) {
                alone(i);
            }
        }
    }

    /** Sends all; returns the place from which on they are to go one at a time. */
    private int together() throws ExecutionException, InterruptedException, PublishException {
        List<Future<?>> acknowledgements = sendAll();
        int firstFailed = events.size();
        boolean invalid = false;
        @Nullable ExecutionException failure = null;
        for (int i = 0; i < acknowledgements.size(); i++) {
            try {
                waiting.await(acknowledgements.get(i));
            } catch (ExecutionException e) {
                if (isTooLarge(e.getCause())) {
                    refusals.put(i, reason(e));
                } else {
                    firstFailed = Math.min(firstFailed, i);
                    invalid |= isRefusal(e.getCause());
                    failure = failure == null ? e : failure;
                }
            }
        }
        if (failure != null && !invalid) {
            throw failure;
        }
        return firstFailed;
    }

    private List<Future<?>> sendAll() throws ExecutionException, InterruptedException, PublishException {
        List<Future<?>> acknowledgements = new ArrayList<>(events.size());
        for (byte[] event : events) {
            Future<?> acknowledgement = sending.send(event);
            acknowledgements.add(acknowledgement);
            if (acknowledgement.isDone()) {
                // Mostly a failure, for which Kafka's client may have waited already, and would for every other event.
                throwIfHopeless(acknowledgement);
            }
        }
        return acknowledgements;
    }

    private void throwIfHopeless(Future<?> acknowledgement)
            throws ExecutionException, InterruptedException, PublishException {
        try {
            waiting.await(acknowledgement);
        } catch (ExecutionException e) {
            if (!isRefusal(e.getCause()) && !isForAnother(e.getCause())) {
                throw e;
            }
        }
    }

    private void alone(int index) throws ExecutionException, InterruptedException, PublishException {
        try {
            waiting.await(sending.send(events.get(index)));
        } catch (ExecutionException e) {
            if (!isRefusal(e.getCause())) {
                throw e;
            }
            refusals.put(index, reason(e));
        }
    }

    private static String reason(ExecutionException failure) {
        Throwable cause = failure.getCause();
        return String.valueOf((cause == null ? failure : cause).getMessage());
    }

    private static boolean isRefusal(@Nullable Throwable failure) {
        return isTooLarge(failure) || failure instanceof InvalidRecordException;
    }

    private static boolean isTooLarge(@Nullable Throwable failure) {
        return failure instanceof RecordTooLargeException || failure instanceof RecordBatchTooLargeException;
    }

    /** Kafka's client has no type of its own for the failure of a record whose batch had an invalid one in it. */
    private static boolean isForAnother(@Nullable Throwable failure) {
        return failure != null && failure.getClass() == KafkaException.class;
    }
}
