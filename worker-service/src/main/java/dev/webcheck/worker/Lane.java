package dev.webcheck.worker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Some partitions, and the thread that stores their records, one batch after the other. What has arrived while a batch was in
 * work makes the next one. Threadsafe.
 */
final class Lane {

    /** A batch costs a fixed number of round trips to the database; from some thousand records on they hardly count. */
    static final int MOST_IN_A_BATCH = 10_000;

    /**
     * Some 12,000 usual events, for a record can carry many. What waits and what is in work together hold some twenty times as much,
     * on the heap.
     */
    static final int MOST_BYTES_IN_A_BATCH = 4 * 1024 * 1024;

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

    /**
     * What a lane is at.
     *
     * @param busy whether a batch is in work; else records are waited for
     * @param since when that began; or, in a batch that is stored in parts, when the latest of them was stored
     */
    record State(boolean busy, Instant since) {}

    private final Clock clock = Clock.systemUTC();
    private final Queue<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();
    private final Handling handling;
    private final Consumer<Throwable> failed;
    private final Thread thread;
    private long bytesWaiting;
    private boolean open = true;
    private volatile State state = new State(false, clock.instant());

    private Lane(String name, Handling handling, Consumer<Throwable> failed) {
        this.handling = handling;
        this.failed = failed;
        thread = new Thread(this::run, name);
        // what is stuck must not keep the process from ending
        thread.setDaemon(true);
    }

    /**
     * Opens a lane.
     *
     * @param failed is told the bug that has ended it
     */
    static Lane open(String name, Handling handling, Consumer<Throwable> failed) {
        Lane lane = new Lane(name, handling, failed);
        lane.thread.start();
        return lane;
    }

    /** Records that follow on those which were added before. */
    synchronized void add(List<ConsumerRecord<byte[], byte[]>> records) {
        waiting.addAll(records);
        records.forEach(each -> bytesWaiting += bytes(each));
        notifyAll();
    }

    /** Whether nothing should be added for now, for the next batch is there already. */
    synchronized boolean isFull() {
        return waiting.size() >= MOST_IN_A_BATCH || bytesWaiting >= MOST_BYTES_IN_A_BATCH;
    }

    /** Another worker stores these partitions from now on. A batch that is in work comes to its end all the same. */
    synchronized void drop(Collection<Integer> partitions) {
        waiting.removeIf(each -> partitions.contains(each.partition()));
        bytesWaiting = waiting.stream().mapToLong(Lane::bytes).sum();
    }

    State state() {
        return state;
    }

    /** No further batch is begun. */
    synchronized void close() {
        open = false;
        waiting.clear();
        notifyAll();
    }

    /** Waits for the batch in work; one that takes longer than the limit is given up. */
    void awaitEnd(Duration limit) throws InterruptedException {
        thread.join(Math.max(1, limit.toMillis()));
        thread.interrupt();
    }

    private void run() {
        try {
            List<ConsumerRecord<byte[], byte[]>> records = next();
            while (!records.isEmpty()) {
                handling.handle(Batch.of(records), this::movesOn);
                records = next();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception | Error e) {
            if (isOpen()) {
                failed.accept(e);
            }
        }
    }

    private void movesOn() {
        state = new State(true, clock.instant());
    }

    private synchronized boolean isOpen() {
        return open;
    }

    /** Waits for records; there are none once the lane is closed. */
    private synchronized List<ConsumerRecord<byte[], byte[]>> next() throws InterruptedException {
        if (waiting.isEmpty()) {
            state = new State(false, clock.instant());
        }
        while (open && waiting.isEmpty()) {
            wait();
        }
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(Math.min(waiting.size(), MOST_IN_A_BATCH));
        long bytes = 0;
        while (!waiting.isEmpty() && records.size() < MOST_IN_A_BATCH && bytes < MOST_BYTES_IN_A_BATCH) {
            bytes += bytes(waiting.element());
            records.add(waiting.remove());
        }
        bytesWaiting -= bytes;
        state = new State(!records.isEmpty(), clock.instant());
        return records;
    }

    private static long bytes(ConsumerRecord<byte[], byte[]> each) {
        return Math.max(0, each.serializedKeySize()) + (long) Math.max(0, each.serializedValueSize());
    }
}
