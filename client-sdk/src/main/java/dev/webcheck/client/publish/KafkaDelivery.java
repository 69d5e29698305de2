package dev.webcheck.client.publish;

import dev.webcheck.client.compact.EncodedEvents;
import dev.webcheck.event.RequestEventsTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
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
 * Sends events in records of many, and finds out which of them the broker refuses for themselves.
 *
 * <p>From the first record on that was not accepted, all are sent once more, one at a time and in their order, and a refused record
 * is halved: so no sign overtakes an event that it vouches for. Kafka's client fails the other records of a batch together with an
 * invalid one.
 */
final class KafkaDelivery {

    /** Hands a record to Kafka's client. */
    interface Sending {
        Future<?> send(byte[] value);
    }

    /** Waits for an acknowledgement. */
    interface Waiting {
        void await(Future<?> acknowledgement) throws ExecutionException, InterruptedException, PublishException;
    }

    private final Sending sending;
    private final Waiting waiting;
    private final EncodedEvents events;
    private final List<EventRange> records;
    private final SortedMap<Integer, String> refusals = new TreeMap<>();
    private OptionalInt tooLarge = OptionalInt.empty();

    /**
     * Prepares the delivery.
     *
     * @param mostBytes up to which size a record gets a further event
     */
    KafkaDelivery(Sending sending, Waiting waiting, EncodedEvents events, int mostBytes) {
        this.sending = sending;
        this.waiting = waiting;
        this.events = events;
        this.records = EventRange.split(events, RequestEventsTopic.USUAL_EVENTS, mostBytes);
    }

    /** The indexes of the refused events, and why. */
    SortedMap<Integer, String> refusals() {
        return refusals;
    }

    /** The size of the smallest record with several events that was too large, in bytes, if there was one. */
    OptionalInt tooLarge() {
        return tooLarge;
    }

    /** Returns once all events are acknowledged or refused. */
    void run() throws ExecutionException, InterruptedException, PublishException {
        for (int i = together(); i < records.size(); i++) {
            alone(records.get(i));
        }
    }

    /** Sends all; returns the record from which on they are to be sent one at a time. */
    private int together() throws ExecutionException, InterruptedException, PublishException {
        List<Future<?>> acknowledgements = sendAll();
        int firstFailed = records.size();
        boolean refused = false;
        @Nullable ExecutionException failure = null;
        for (int i = 0; i < acknowledgements.size(); i++) {
            try {
                waiting.await(acknowledgements.get(i));
            } catch (ExecutionException e) {
                if (isTooLarge(e.getCause()) && records.get(i).isSingle()) {
                    refusals.put(records.get(i).from(), reason(e));
                } else {
                    firstFailed = Math.min(firstFailed, i);
                    refused |= isRefusal(e.getCause());
                    failure = failure == null ? e : failure;
                }
            }
        }
        if (failure != null && !refused) {
            throw failure;
        }
        return firstFailed;
    }

    private List<Future<?>> sendAll() throws ExecutionException, InterruptedException, PublishException {
        List<Future<?>> acknowledgements = new ArrayList<>(records.size());
        for (EventRange each : records) {
            Future<?> acknowledgement = sending.send(each.of(events));
            acknowledgements.add(acknowledgement);
            if (acknowledgement.isDone()) {
                // Mostly a failure, for which Kafka's client may have waited already, and would for every other record.
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

    private void alone(EventRange range) throws ExecutionException, InterruptedException, PublishException {
        if (refusals.containsKey(range.from()) && range.isSingle()) {
            return;
        }
        try {
            waiting.await(sending.send(range.of(events)));
        } catch (ExecutionException e) {
            if (!isRefusal(e.getCause())) {
                throw e;
            }
            if (range.isSingle()) {
                refusals.put(range.from(), reason(e));
            } else {
                if (isTooLarge(e.getCause())) {
                    tooLarge = OptionalInt.of(events.length(range.from(), range.to()));
                }
                alone(range.firstHalf());
                alone(range.secondHalf());
            }
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
