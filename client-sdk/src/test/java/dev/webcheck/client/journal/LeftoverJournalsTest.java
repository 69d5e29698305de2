package dev.webcheck.client.journal;

import static dev.webcheck.client.journal.Records.begin;
import static dev.webcheck.client.journal.Records.end;
import static dev.webcheck.client.journal.Records.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.client.publish.Logged;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens where dead processes have left many journals. */
class LeftoverJournalsTest {

    private static final int MOST = 3;
    private static final int ABOUT_ONE_SEARCH_NANOS = 1_000_000;

    private final Path directory;

    LeftoverJournalsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void as_many_as_may_be_left_are_kept_and_a_further_start_says_so() {
        for (int i = 0; i < MOST; i++) {
            leave();
        }
        Journal journal = Journal.open(settings());
        assertThat(journal.inMemoryBecause())
                .get()
                .asString()
                .contains("3 journals of dead processes")
                .contains(directory.toString());
        assertThat(find()).hasSize(MOST).allSatisfy(DeadJournal::release);
    }

    @Test
    void a_journal_in_memory_moves_to_a_file_once_there_is_room_and_nothing_is_lost() {
        for (int i = 0; i < MOST; i++) {
            leave();
        }
        Journal journal = Journal.open(settings());
        JournalWatch watch = new JournalWatch(journal, Duration.ofSeconds(1));
        long before = begin(journal, new UUID(1, 1), "before");
        watch.look();
        assertThat(journal.inMemoryBecause()).isPresent();

        find().forEach(DeadJournal::delete);
        watch.look();
        assertThat(journal.inMemoryBecause()).isEmpty();
        assertThat(journal.faults()).isZero();
        long after = begin(journal, new UUID(1, 2), "after");
        end(journal, before, "before");
        end(journal, after, "after");
        assertThat(read(journal, 9)).containsExactly("BEGIN:before", "END:before", "BEGIN:after", "END:after");
        journal.acknowledge();
        journal.close(true);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void one_that_is_in_memory_for_another_reason_stays_there() {
        Journal journal = Journal.open(settings(), (file, size) -> {
            throw new IOException("No space left on device");
        });
        new JournalWatch(journal, Duration.ofSeconds(1)).look();
        assertThat(journal.inMemoryBecause()).contains("IOException: No space left on device");
    }

    @Test
    void one_search_takes_no_more_than_its_bound_and_the_next_one_the_rest() {
        for (int i = 0; i <= LeftoverJournals.MOST_AT_ONCE; i++) {
            leave();
        }
        List<DeadJournal> first = find();
        assertThat(first).hasSize(LeftoverJournals.MOST_AT_ONCE);
        first.forEach(DeadJournal::delete);
        assertThat(find()).hasSize(1).allSatisfy(DeadJournal::release);
    }

    @Test
    void a_thread_that_is_interrupted_meanwhile_finds_less_and_says_nothing() throws InterruptedException {
        for (int i = 0; i < 8; i++) {
            leave();
        }
        Random random = new Random(1);
        try (Logged logged = new Logged()) {
            for (int i = 0; i < 200; i++) {
                CountDownLatch begun = new CountDownLatch(1);
                Thread looking = new Thread(() -> {
                    begun.countDown();
                    while (!Thread.currentThread().isInterrupted()) {
                        find().forEach(DeadJournal::release);
                    }
                });
                looking.start();
                begun.await();
                spinUntil(System.nanoTime() + random.nextInt(ABOUT_ONE_SEARCH_NANOS));
                looking.interrupt();
                looking.join();
            }
            assertThat(logged.messages()).isEmpty();
        }
        List<DeadJournal> found = find();
        assertThat(found).hasSize(8);
        found.forEach(DeadJournal::delete);
    }

    /** A moment that a sleep would miss by more than it takes to search. */
    private static void spinUntil(long nanoTime) {
        while (System.nanoTime() - nanoTime < 0) {
            Thread.onSpinWait();
        }
    }

    private void leave() {
        Journal journal = Journal.open(
                new JournalSettings(directory, JournalSettings.LEAST_SIZE, UUID.randomUUID(), "dead", 100, 100, 100));
        begin(journal, UUID.randomUUID(), "begin");
        journal.close(false);
    }

    private List<DeadJournal> find() {
        return new LeftoverJournals(directory).find();
    }

    private JournalSettings settings() {
        return new JournalSettings(
                directory, JournalSettings.LEAST_SIZE, UUID.randomUUID(), "checkout", 1200, 100, MOST);
    }
}
