package dev.webcheck.client.journal;

import static dev.webcheck.client.journal.Records.begin;
import static dev.webcheck.client.journal.Records.end;
import static dev.webcheck.client.journal.Records.inMemory;
import static dev.webcheck.client.journal.Records.open;
import static dev.webcheck.client.journal.Records.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JournalTest {

    private static final int SMALL = 16 << 10;
    private static final UUID ID = new UUID(1, 2);
    private static final UUID OTHER = new UUID(3, 4);

    private final Memory memory = Memory.allocate(SMALL);
    private final Journal journal = inMemory(memory);

    @Test
    void hands_out_begins_and_ends_in_their_order() {
        long first = begin(journal, ID, "first");
        long second = begin(journal, OTHER, "second");
        end(journal, second, "second over");
        end(journal, first, "");

        assertThat(read(journal, 3)).containsExactly("BEGIN:first", "BEGIN:second", "END:second over");
        assertThat(read(journal, 3)).containsExactly("END:");
        assertThat(read(journal, 3)).isEmpty();
    }

    @Test
    void takes_a_part_of_an_array() {
        long place = journal.join();
        journal.identify(place, 1, 2);
        journal.begin(place, Records.bytes("xxbeginxx"), 2, 5);
        journal.end(place, Records.bytes("xendx"), 1, 3);

        assertThat(read(journal, 2)).containsExactly("BEGIN:begin", "END:end");
    }

    @Test
    void a_begin_that_is_told_again_counts_once() {
        long place = begin(journal, ID, "begin");
        assertThat(journal.amend(Records.bytes("xagainx"), 1, 5)).isTrue();
        assertThat(open(journal)).containsExactly(ID);
        end(journal, place, "end");

        assertThat(read(journal, 3)).containsExactly("BEGIN:begin", "AMENDMENT:again", "END:end");
        journal.acknowledge();
        assertThat(journal.counts()).isEqualTo(new JournalCounts(1, 1, 0));
        assertThat(journal.pending()).isZero();
    }

    @Test
    void what_has_no_room_is_not_told_again() {
        begin(journal, ID, "begin");
        while (begin(journal, OTHER, "x".repeat(300)) >= 0) {}
        long unrecorded = journal.counts().unrecorded();
        byte[] again = new byte[Records.LARGEST_BEGIN];
        while (journal.amend(again, 0, again.length)) {}
        assertThat(journal.amend(again, 0, again.length)).isFalse();
        assertThat(journal.counts().unrecorded()).isEqualTo(unrecorded);
    }

    @Test
    void a_record_is_pending_until_it_is_acknowledged() {
        end(journal, begin(journal, ID, "begin"), "end");
        assertThat(journal.pending()).isEqualTo(2);

        read(journal, 1);
        assertThat(journal.pending()).isEqualTo(2);

        journal.acknowledge();
        assertThat(journal.pending()).isEqualTo(1);
        journal.acknowledge();
        assertThat(journal.pending()).isEqualTo(1);
    }

    @Test
    void a_request_is_open_from_its_identification_to_its_end() {
        long place = journal.join();
        assertThat(open(journal)).isEmpty();
        journal.identify(place, ID.getMostSignificantBits(), ID.getLeastSignificantBits());
        assertThat(open(journal)).containsExactly(ID);
        journal.begin(place, new byte[0], 0, 0);
        assertThat(open(journal)).containsExactly(ID);
        journal.end(place, new byte[0], 0, 0);
        assertThat(open(journal)).isEmpty();
    }

    @Test
    void a_request_that_is_withdrawn_leaves_nothing() {
        long place = journal.join();
        journal.identify(place, 1, 2);
        journal.withdraw(place);

        assertThat(open(journal)).isEmpty();
        assertThat(read(journal, 1)).isEmpty();
        assertThat(journal.counts()).isEqualTo(new JournalCounts(0, 0, 0));
    }

    @Test
    void lists_the_last_phase() {
        long place = begin(journal, ID, "begin");
        assertThat(phases()).containsExactly(0);
        journal.phase(place, (byte) 3);
        journal.phase(place, (byte) 255);
        assertThat(phases()).containsExactly(255);
    }

    @Test
    void a_phase_told_after_the_end_changes_nobody_elses() {
        long ended = begin(journal, ID, "begin");
        end(journal, ended, "end");
        journal.phase(ended, (byte) 3);
        long next = begin(journal, OTHER, "begin");
        assertThat((int) next).as("the same slot").isEqualTo((int) ended);

        journal.phase(ended, (byte) 4);

        assertThat(open(journal)).containsExactly(OTHER);
        assertThat(phases()).containsExactly(0);
    }

    @Test
    void without_room_neither_begin_nor_end_is_recorded_and_it_is_counted() {
        List<Long> begun = fill();
        int begins = begun.size();
        assertThat(begins).isPositive();
        assertThat(journal.counts()).isEqualTo(new JournalCounts(begins, 0, 2));
        assertThat(open(journal)).hasSize(begins);

        begun.forEach(place -> end(journal, place, "e".repeat(Records.LARGEST_END)));
        assertThat(journal.counts()).isEqualTo(new JournalCounts(begins, begins, 2));
        assertThat(read(journal, Integer.MAX_VALUE)).hasSize(2 * begins);
    }

    @Test
    void room_is_free_again_once_it_is_acknowledged() {
        fill().forEach(place -> end(journal, place, "e".repeat(Records.LARGEST_END)));
        read(journal, Integer.MAX_VALUE);
        assertThat(begin(journal, ID, "b".repeat(Records.LARGEST_BEGIN))).isNegative();

        journal.acknowledge();

        assertThat(begin(journal, ID, "b".repeat(Records.LARGEST_BEGIN))).isNotNegative();
    }

    @Test
    void what_an_end_does_not_need_of_its_room_is_free_at_once() {
        List<Long> begun = fill();
        end(journal, begun.get(0), "");
        end(journal, begun.get(1), "");
        assertThat(begin(journal, ID, "")).isNotNegative();
    }

    @Test
    void without_a_free_slot_a_request_is_unrecorded() {
        int slots = Layout.of(SMALL, Records.LARGEST_BEGIN).slots();
        for (int i = 0; i < slots; i++) {
            assertThat(journal.join()).isNotNegative();
        }
        assertThat(journal.join()).isNegative();
        assertThat(journal.counts().unrecorded()).isEqualTo(1);
    }

    @Test
    void a_request_can_be_counted_as_unrecorded_for_other_reasons() {
        journal.unrecorded();
        assertThat(journal.counts().unrecorded()).isEqualTo(1);
    }

    @Test
    void a_begin_that_is_too_large_is_an_error_and_leaves_nothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> begin(journal, ID, "b".repeat(Records.LARGEST_BEGIN + 1)))
                .withMessageContaining("1201");
        assertThat(open(journal)).isEmpty();
    }

    @Test
    void an_end_that_is_too_large_is_an_error_and_changes_nothing() {
        long place = begin(journal, ID, "begin");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> end(journal, place, "e".repeat(Records.LARGEST_END + 1)))
                .withMessageContaining("101");
        assertThat(open(journal)).containsExactly(ID);
        end(journal, place, "end");
        assertThat(read(journal, 2)).containsExactly("BEGIN:begin", "END:end");
    }

    @Test
    void a_visitor_that_throws_is_given_the_record_again() {
        begin(journal, ID, "begin");
        assertThatThrownBy(() -> journal.read(
                        (kind, bytes, offset, length) -> {
                            throw new IllegalStateException("Full");
                        },
                        1,
                        Long.MAX_VALUE))
                .hasMessage("Full");
        assertThat(read(journal, 1)).containsExactly("BEGIN:begin");
    }

    @Test
    void after_the_close_nothing_is_taken_and_what_comes_is_counted() {
        long before = begin(journal, ID, "begin");
        long joined = journal.join();
        journal.close(true);

        journal.identify(joined, 3, 4);
        assertThat(journal.begin(joined, new byte[0], 0, 0)).isFalse();
        assertThat(journal.join()).isNegative();
        end(journal, before, "end");

        assertThat(read(journal, 2)).containsExactly("BEGIN:begin");
        assertThat(open(journal)).isEmpty();
        assertThat(journal.counts()).isEqualTo(new JournalCounts(1, 0, 1));
    }

    @Test
    void the_tail_passes_what_was_recorded_and_the_reader_follows() {
        long before = journal.tailPosition();
        assertThat(journal.readPosition()).isEqualTo(before);
        begin(journal, ID, "begin");
        assertThat(journal.tailPosition()).isGreaterThan(before);
        read(journal, 1);
        assertThat(journal.readPosition()).isEqualTo(journal.tailPosition());
    }

    @Test
    void waits_no_longer_than_told() throws InterruptedException {
        assertThat(journal.await(Duration.ofMillis(1))).isFalse();
        begin(journal, ID, "begin");
        assertThat(journal.await(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void does_not_wait_after_it_was_woken() throws InterruptedException {
        journal.wake();
        assertThat(journal.await(Duration.ofSeconds(5))).isFalse();
        assertThat(journal.await(Duration.ofMillis(1))).isFalse();
    }

    @Test
    void an_interrupted_thread_does_not_wait() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> journal.await(Duration.ofSeconds(5))).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    /** Begins requests, as large ones as there is room for. The last one of each size is refused. */
    private List<Long> fill() {
        List<Long> begun = new ArrayList<>();
        for (int length : new int[] {Records.LARGEST_BEGIN, 0}) {
            long place = begin(journal, new UUID(0, begun.size()), "b".repeat(length));
            while (place >= 0) {
                begun.add(place);
                place = begin(journal, new UUID(0, begun.size()), "b".repeat(length));
            }
        }
        return begun;
    }

    private List<Integer> phases() {
        List<Integer> phases = new ArrayList<>();
        journal.listOpen((msb, lsb, phase) -> phases.add(phase & 0xFF));
        return phases;
    }
}
