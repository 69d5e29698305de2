package dev.webcheck.client.journal;

import static dev.webcheck.client.journal.Records.begin;
import static dev.webcheck.client.journal.Records.end;
import static dev.webcheck.client.journal.Records.open;
import static dev.webcheck.client.journal.Records.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Journals whose memory fails at any moment. */
class FailedJournalTest {

    enum Failure implements Supplier<Throwable> {
        OF_A_MAPPED_PAGE {
            @Override
            public Throwable get() {
                return new InternalError("a fault occurred in an unsafe memory access operation");
            }
        },
        OUT_OF_BOUNDS {
            @Override
            public Throwable get() {
                return new IndexOutOfBoundsException("no such page");
            }
        },
        ANY_ERROR {
            @Override
            public Throwable get() {
                return new Error("any");
            }
        }
    }

    /** More than a request has, from its begin to its acknowledgement. */
    private static final int ACCESSES = 60;

    private static final UUID BEFORE = new UUID(1, 1);
    private static final UUID MEANWHILE = new UUID(1, 2);
    private static final UUID AFTER = new UUID(1, 3);

    @ParameterizedTest
    @EnumSource
    void whatever_access_fails_nothing_is_thrown_and_each_end_is_told_or_lost_with_its_begin(Failure failure)
            throws InterruptedException {
        int failed = 0;
        for (int accesses = 0; accesses < ACCESSES; accesses++) {
            FailingJournals failing = failing(failure);
            Journal journal = failing.journal();
            long before = begin(journal, BEFORE, "before");
            List<String> records = new ArrayList<>(read(journal, 9));
            journal.acknowledge();

            failing.failAfter(accesses);
            long meanwhile = begin(journal, MEANWHILE, "meanwhile");
            journal.phase(meanwhile, (byte) 2);
            journal.await(Duration.ofMillis(1));
            records.addAll(read(journal, 9));
            journal.acknowledge();
            journal.signSequence(7);
            if (meanwhile >= 0) {
                end(journal, meanwhile, "meanwhile");
            }
            journal.unrecorded();
            end(journal, before, "before");
            assertThat(open(journal)).isEmpty();
            failed += failing.hasFailed() ? 1 : 0;
            failing.failAfter(failing.hasFailed() ? 0 : Long.MAX_VALUE);
            new JournalWatch(journal, Duration.ofSeconds(1)).look();

            long after = begin(journal, AFTER, "after");
            journal.phase(after, (byte) 1);
            assertThat(open(journal)).containsExactly(AFTER);
            end(journal, after, "after");
            records.addAll(read(journal, 99));
            journal.acknowledge();

            int begun = meanwhile >= 0 ? 3 : 2;
            assertThat(journal.counts()).isEqualTo(new JournalCounts(begun, begun, 4 - begun));
            assertThat(journal.pending()).isZero();
            assertThat(records).contains("BEGIN:before", "BEGIN:after", "END:after");
            if (journal.faults() > 0) {
                assertThat(journal.inMemoryBecause())
                        .get()
                        .asString()
                        .contains(failure.get().getMessage());
            }
            journal.stopTold("CLOSED");
            journal.close(true);
        }
        assertThat(failed).isBetween(20, ACCESSES - 1);
    }

    @ParameterizedTest
    @EnumSource
    void requests_that_were_open_are_still_listed_and_their_ends_are_recorded(Failure failure) {
        FailingJournals failing = failing(failure);
        Journal journal = failing.journal();
        long before = begin(journal, BEFORE, "before");
        long meanwhile = begin(journal, MEANWHILE, "meanwhile");
        read(journal, 9);
        journal.acknowledge();
        failing.failAfter(0);

        // The first of them meets the failure, and waits for another segment.
        end(journal, before, "before");
        assertThat(open(journal)).containsExactly(MEANWHILE);
        assertThat(journal.join()).isNegative();
        assertThat(journal.counts()).isEqualTo(new JournalCounts(2, 0, 1));
        assertThat(journal.pending()).isEqualTo(1);
        new JournalWatch(journal, Duration.ofSeconds(1)).look();

        assertThat(read(journal, 9)).containsExactly("END:before");
        journal.phase(meanwhile, (byte) 3);
        end(journal, meanwhile, "meanwhile");
        journal.phase(meanwhile, (byte) 4);
        assertThat(read(journal, 9)).containsExactly("END:meanwhile");
        assertThat(open(journal)).isEmpty();
        assertThat(journal.counts()).isEqualTo(new JournalCounts(2, 2, 1));
    }

    @Test
    void what_waited_in_a_memory_that_failed_is_not_waited_for() {
        FailingJournals failing = failing(Failure.ANY_ERROR);
        Journal journal = failing.journal();
        end(journal, begin(journal, BEFORE, "lost"), "lost");
        assertThat(journal.pending()).isEqualTo(2);
        long before = journal.tailPosition();
        failing.failAfter(0);
        assertThat(read(journal, 9)).isEmpty();
        new JournalWatch(journal, Duration.ofSeconds(1)).look();

        assertThat(journal.pending()).isZero();
        assertThat(journal.readPosition())
                .as("a sign goes out that was placed before")
                .isGreaterThan(before);
        assertThat(journal.faults()).isEqualTo(1);
    }

    @Test
    void an_overflow_of_the_stack_is_not_the_fault_of_the_memory() {
        FailingJournals failing = failing(Failure.ANY_ERROR);
        Journal journal = failing.journal();
        overflow(journal);
        assertThat(begin(journal, BEFORE, "before")).isNotNegative();
        assertThat(journal.faults()).isZero();
    }

    /** Calls the journal until the stack has no room for that. */
    @SuppressWarnings("InfiniteRecursion") // it ends where the stack does
    private static int overflow(Journal journal) {
        try {
            journal.withdraw(journal.join());
            return overflow(journal) + 1;
        } catch (StackOverflowError e) {
            return 0;
        }
    }

    private static FailingJournals failing(Failure failure) {
        return new FailingJournals(Records.settings(Path.of("nowhere")), failure);
    }
}
