package dev.webcheck.client.journal;

import static dev.webcheck.client.journal.Records.begin;
import static dev.webcheck.client.journal.Records.end;
import static dev.webcheck.client.journal.Records.open;
import static dev.webcheck.client.journal.Records.read;
import static dev.webcheck.client.journal.Records.segment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webcheck.client.journal.KillableMemory.Killed;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Threads that fail between the claim of their stretch of the ring and the end of their record. */
class FailedWriterTest {

    private static final int SMALL = 16 << 10;
    private static final int STORES_OF_A_BEGIN = 5;
    private static final int STORES_OF_AN_END = 5;
    private static final UUID ID = new UUID(1, 2);
    private static final UUID OTHER = new UUID(3, 4);

    private long now;

    @Test
    void a_begin_that_fails_keeps_nobody_waiting_and_leaves_nothing() {
        for (int stores = 0; stores < STORES_OF_A_BEGIN; stores++) {
            KillableMemory memory = KillableMemory.ofSize(SMALL);
            Segment journal = segment(memory);
            long place = journal.join();
            journal.identify(place, 1, 2);
            memory.failOnceAfter(stores);
            assertThatThrownBy(() -> journal.begin(place, new byte[9], 0, 9)).isInstanceOf(Killed.class);

            begin(journal, OTHER, "other");
            assertThat(read(journal, 9)).containsExactly("BEGIN:other");
            assertThat(open(journal)).containsExactly(OTHER);
            assertThat(journal.counts()).isEqualTo(new JournalCounts(1, 0, 0));
            assertThat(JournalModel.found(memory).records()).containsExactly("BEGIN:other");
        }
    }

    @Test
    void an_end_that_fails_keeps_nobody_waiting_and_its_request_is_not_open_any_more() {
        for (int stores = 0; stores < STORES_OF_AN_END; stores++) {
            KillableMemory memory = KillableMemory.ofSize(SMALL);
            Segment journal = segment(memory);
            long place = begin(journal, ID, "begin");
            memory.failOnceAfter(stores);
            assertThatThrownBy(() -> end(journal, place, "end")).isInstanceOf(Killed.class);

            begin(journal, OTHER, "other");
            assertThat(read(journal, 9)).containsExactly("BEGIN:begin", "BEGIN:other");
            assertThat(open(journal)).containsExactly(OTHER);
        }
    }

    @Test
    void the_room_of_writers_that_failed_comes_back() {
        KillableMemory memory = KillableMemory.ofSize(SMALL);
        Segment journal = segment(memory);
        for (int i = 0; i < 1000; i++) {
            long place = journal.join();
            journal.identify(place, 1, i);
            memory.failOnceAfter(i % STORES_OF_A_BEGIN);
            assertThatThrownBy(() -> journal.begin(place, new byte[500], 0, 500))
                    .isInstanceOf(Killed.class);
            read(journal, 1);
            journal.acknowledge();
        }
        assertThat(journal.counts()).isEqualTo(new JournalCounts(0, 0, 0));
    }

    @Test
    void a_record_that_is_never_written_is_passed_over_after_a_while() {
        Memory memory = Memory.allocate(SMALL);
        Ring ring = ring(memory);
        RecordFormat format = format(memory);
        ring.reserve(64);
        long dead = ring.claim(32);
        format.write(ring.claim(32), 1, Records.bytes("next"), 0, 4);

        assertThat(readAfterWaiting(ring, 0)).isZero();
        assertThat(readAfterWaiting(ring, Patience.NANOS - 1)).isZero();
        assertThat(readAfterWaiting(ring, 1)).isEqualTo(1);
        ring.acknowledge();

        format.write(dead, 1, Records.bytes("too late"), 0, 8);
        assertThat(readAfterWaiting(ring, 1)).isZero();
        assertThat(JournalModel.found(memory).records()).isEmpty();
    }

    @Test
    void the_last_record_that_is_never_written_is_passed_over_up_to_the_tail_that_was_seen() {
        Memory memory = Memory.allocate(SMALL);
        Ring ring = ring(memory);
        ring.reserve(96);
        ring.claim(32);
        assertThat(readAfterWaiting(ring, 0)).isZero();
        long young = ring.claim(32);
        readAfterWaiting(ring, Patience.NANOS);

        assertThat(ring.position()).isEqualTo(young);
        format(memory).write(young, 2, Records.bytes("young"), 0, 5);
        assertThat(readAfterWaiting(ring, 0)).isEqualTo(1);
    }

    @Test
    void a_paused_process_does_not_lose_its_patience() {
        Ring ring = ring(Memory.allocate(SMALL));
        ring.reserve(32);
        long claimed = ring.claim(32);
        readAfterWaiting(ring, 0);
        now += Duration.ofHours(1).toNanos();
        readAfterWaiting(ring, 0);
        assertThat(ring.position()).isEqualTo(claimed);
    }

    private static RecordFormat format(Memory memory) {
        Header header = new Header(memory);
        return new RecordFormat(memory, header.layout(), header.key());
    }

    private Ring ring(Memory memory) {
        segment(memory);
        return new Ring(format(memory), new Header(memory), new Patience(() -> now));
    }

    /** Looks every 100 ms. */
    private int readAfterWaiting(Ring ring, long nanos) {
        int count = 0;
        for (long left = nanos; left >= 0; left -= TimeUnit.MILLISECONDS.toNanos(100)) {
            now += Math.min(left, TimeUnit.MILLISECONDS.toNanos(100));
            count += ring.read((kind, bytes, offset, length) -> {}, 9, Long.MAX_VALUE);
        }
        return count;
    }
}
