package dev.webcheck.worker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Flow;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;

/**
 * Takes what one consumer polls, and has a thread that stores it, one batch after the other and in the order of the log. What is polled
 * while a batch is in work makes the next one. Threadsafe.
 */
final class Lane implements Flow.Subscriber<Message<ConsumerRecords<byte[], byte[]>>> {

    /** What is done with a batch. */
    interface Handling {

        /**
         * Stores a batch; only then does it return. An exception is a bug, for everything that may happen is waited for.
         *
         * @param movesOn to be run when a part of it is stored
         * @throws InterruptedException if the process stops; then nothing or all of the batch is stored
         */
        void handle(Batch batch, Runnable movesOn) throws Exception;
    }

    private record Poll(Message<ConsumerRecords<byte[], byte[]>> message, int records, long bytes) {}

    private final Handling handling;
    private final BatchesInWork inWork;
    private final ProcessEnd end;
    private final Thread thread;
    private final Queue<Poll> waiting = new ArrayDeque<>();
    private int recordsWaiting;
    private long bytesWaiting;
    private boolean open = true;
    private boolean isAsked;
    private volatile Flow.@Nullable Subscription polls;

    Lane(String name, Handling handling, BatchesInWork inWork, ProcessEnd end) {
        this.handling = handling;
        this.inWork = inWork;
        this.end = end;
        thread = new Thread(this::run, name);
        // what is stuck must not keep the process from ending
        thread.setDaemon(true);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        polls = subscription;
        thread.start();
        askForMore();
    }

    @Override
    public void onNext(Message<ConsumerRecords<byte[], byte[]>> message) {
        long bytes = 0;
        for (ConsumerRecord<byte[], byte[]> each : message.getPayload()) {
            bytes += Batch.bytes(each);
        }
        Poll poll = new Poll(message, message.getPayload().count(), bytes);
        synchronized (this) {
            isAsked = false;
            if (open) {
                waiting.add(poll);
                recordsWaiting += poll.records();
                bytesWaiting += poll.bytes();
            }
            notifyAll();
        }
        askForMore();
    }

    /** {@link FailedChannels} ends the process. */
    @Override
    public void onError(Throwable failure) {
        close();
    }

    @Override
    public void onComplete() {
        close();
    }

    /** No further batch is begun. */
    synchronized void close() {
        open = false;
        waiting.clear();
        notifyAll();
    }

    /** Gives up the batch in work. */
    void interrupt() {
        thread.interrupt();
    }

    /** For one poll at a time, and for none while the next batch is there already. */
    private void askForMore() {
        Flow.Subscription subscription = polls;
        if (subscription != null && isToAsk()) {
            subscription.request(1);
        }
    }

    private synchronized boolean isToAsk() {
        boolean isToAsk = open && !isAsked && recordsWaiting < Batch.MOST_RECORDS && bytesWaiting < Batch.MOST_BYTES;
        isAsked |= isToAsk;
        return isToAsk;
    }

    private void run() {
        try {
            List<Poll> next = next();
            while (!next.isEmpty()) {
                store(next);
                next = next();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception | Error e) {
            end.afterBug(e);
        }
    }

    private void store(List<Poll> polled) throws Exception {
        try (BatchesInWork.One one = inWork.begins()) {
            for (Batch batch : Batch.of(records(polled))) {
                one.movesOn();
                handling.handle(batch, one::movesOn);
            }
            polled.forEach(poll -> poll.message().ack());
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(List<Poll> polled) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        polled.forEach(poll -> poll.message().getPayload().forEach(records::add));
        return records;
    }

    /** Waits for records; there are none once the lane is closed. */
    private List<Poll> next() throws InterruptedException {
        List<Poll> next = new ArrayList<>();
        synchronized (this) {
            while (open && waiting.isEmpty()) {
                wait();
            }
            int records = 0;
            long bytes = 0;
            while (!waiting.isEmpty() && records < Batch.MOST_RECORDS && bytes < Batch.MOST_BYTES) {
                Poll poll = waiting.remove();
                next.add(poll);
                records += poll.records();
                bytes += poll.bytes();
            }
            recordsWaiting -= records;
            bytesWaiting -= bytes;
        }
        askForMore();
        return next;
    }
}
