package dev.webcheck.client.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class JournalThreadsTest {

    private static final int SIZE = 64 << 10;
    private static final int THREADS = 4;
    private static final long NANOS = 1_000_000_000L;
    private static final long ENOUGH = 500;

    private final Journal journal = Records.inMemory(Memory.allocate(SIZE));
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @Test
    @Timeout(120)
    void each_record_of_each_thread_comes_once_and_whole_and_in_its_order() throws Exception {
        List<Future<Long>> writers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            long writer = i;
            writers.add(threads.submit(() -> write(writer)));
        }
        AtomicBoolean written = new AtomicBoolean();
        Future<long[]> reader = threads.submit(() -> read(written));
        long records = 0;
        for (Future<Long> writer : writers) {
            records += writer.get();
        }
        written.set(true);
        journal.wake();
        long[] next = reader.get();

        assertThat(next[THREADS]).isEqualTo(records);
        assertThat(journal.counts().begun()).isEqualTo(records / 2);
        assertThat(journal.counts().ended()).isEqualTo(records / 2);
        assertThat(journal.pending()).isZero();
        assertThat(Records.open(journal)).isEmpty();
        threads.shutdown();
    }

    @Test
    @Timeout(120)
    void a_list_has_each_request_that_was_identified_before_and_has_not_ended() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong lists = new AtomicLong();
        List<Future<Integer>> writers = new ArrayList<>();
        AtomicIntegerArray seen = new AtomicIntegerArray(THREADS);
        for (int i = 0; i < THREADS; i++) {
            int writer = i;
            writers.add(threads.submit(() -> identify(writer, over, lists, seen)));
        }
        long start = System.nanoTime();
        while (System.nanoTime() - start < NANOS / 2) {
            lists.incrementAndGet();
            journal.listOpen((msb, lsb, phase) -> seen.accumulateAndGet((int) msb, (int) lsb, Math::max));
            lists.incrementAndGet();
        }
        over.set(true);
        for (Future<Integer> writer : writers) {
            assertThat(writer.get())
                    .as("requests that a list should have had and had not")
                    .isZero();
        }
        threads.shutdown();
    }

    /** Requests that stay open while at least one whole list is made. */
    private int identify(int writer, AtomicBoolean over, AtomicLong lists, AtomicIntegerArray seen) {
        int missed = 0;
        for (int number = 1; !over.get(); number++) {
            long place = journal.join();
            journal.identify(place, writer, number);
            // The first even number from here on is the start of a list that must have it.
            long first = lists.get() + 1 & ~1L;
            while (lists.get() < first + 2 && !over.get()) {
                Thread.onSpinWait();
            }
            missed += seen.get(writer) < number && !over.get() ? 1 : 0;
            journal.withdraw(place);
        }
        return missed;
    }

    private long write(long writer) {
        SplittableRandom random = new SplittableRandom(writer);
        byte[] record = new byte[Records.LARGEST_BEGIN];
        long records = 0;
        long start = System.nanoTime();
        while (records < ENOUGH || System.nanoTime() - start < NANOS) {
            long place = journal.join();
            if (place < 0) {
                continue;
            }
            UUID id = new UUID(writer, records);
            journal.identify(place, id.getMostSignificantBits(), id.getLeastSignificantBits());
            if (journal.begin(place, record, 0, fill(record, writer, records, random.nextInt(300)))) {
                records++;
                journal.phase(place, (byte) 1);
                journal.end(place, record, 0, fill(record, writer, records, random.nextInt(50)));
                records++;
            }
        }
        return records;
    }

    private static int fill(byte[] record, long writer, long number, int more) {
        ByteBuffer.wrap(record).putLong(writer).putLong(number).putInt(more);
        for (int i = 0; i < more; i++) {
            record[20 + i] = (byte) (number + i);
        }
        return 20 + more;
    }

    /** The next number of each writer, and behind them the number of all records. */
    private long[] read(AtomicBoolean written) throws InterruptedException {
        long[] next = new long[THREADS + 1];
        SplittableRandom random = new SplittableRandom(7);
        RecordVisitor visitor = (kind, bytes, offset, length) -> {
            ByteBuffer record = ByteBuffer.wrap(bytes, offset, length);
            int writer = (int) record.getLong();
            long number = record.getLong();
            int more = record.getInt();
            assertThat(number).isEqualTo(next[writer]++);
            assertThat(kind).isEqualTo(number % 2 == 0 ? RecordKind.BEGIN : RecordKind.END);
            assertThat(record.remaining()).isEqualTo(more);
            for (int i = 0; i < more; i++) {
                assertThat(record.get()).isEqualTo((byte) (number + i));
            }
            next[THREADS]++;
        };
        boolean last = false;
        while (!last) {
            last = written.get();
            journal.await(Duration.ofMillis(1));
            while (journal.read(visitor, 1 + random.nextInt(100), Long.MAX_VALUE) > 0) {
                if (random.nextBoolean()) {
                    journal.acknowledge();
                }
            }
            journal.acknowledge();
        }
        return next;
    }
}
