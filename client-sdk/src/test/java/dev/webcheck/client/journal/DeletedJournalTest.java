package dev.webcheck.client.journal;

import static dev.webcheck.client.journal.Records.begin;
import static dev.webcheck.client.journal.Records.end;
import static dev.webcheck.client.journal.Records.open;
import static dev.webcheck.client.journal.Records.read;
import static dev.webcheck.client.journal.Records.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals whose files others delete, replace or cut short while they are in use. */
class DeletedJournalTest {

    private static final UUID BEFORE = new UUID(1, 1);
    private static final UUID OVER = new UUID(1, 2);
    private static final UUID AFTER = new UUID(1, 3);

    private final Path directory;
    private final Journal journal;
    private final JournalWatch watch;

    DeletedJournalTest(@TempDir Path temporary) {
        directory = temporary.resolve("journals");
        journal = Journal.open(settings(directory));
        watch = new JournalWatch(journal, Duration.ofSeconds(1));
    }

    @Test
    void a_journal_that_nobody_touches_stays() throws IOException {
        Path file = onlyFile();
        watch.look();
        assertThat(onlyFile()).isEqualTo(file);
        assertThat(journal.faults()).isZero();
        journal.close(true);
        assertThat(files()).isEmpty();
    }

    @Test
    void one_that_is_deleted_is_followed_by_another_one_and_no_record_is_lost() throws IOException {
        long before = begin(journal, BEFORE, "before");
        Files.delete(onlyFile());
        end(journal, begin(journal, OVER, "over"), "over");
        watch.look();

        assertThat(onlyFile()).hasSize(JournalSettings.LEAST_SIZE);
        assertThat(journal.inMemoryBecause()).isEmpty();
        assertThat(journal.faults()).isEqualTo(1);
        long after = begin(journal, AFTER, "after");
        assertThat(open(journal)).containsExactlyInAnyOrder(BEFORE, AFTER);
        journal.phase(before, (byte) 3);
        end(journal, before, "before");
        watch.look();
        assertThat(open(journal)).containsExactly(AFTER);
        end(journal, after, "after");

        assertThat(journal.pending()).isEqualTo(6);
        assertThat(read(journal, 2)).containsExactly("BEGIN:before", "BEGIN:over");
        assertThat(read(journal, 9)).containsExactly("END:over", "END:before", "BEGIN:after", "END:after");
        journal.acknowledge();
        assertThat(journal.pending()).isZero();
        assertThat(journal.counts()).isEqualTo(new JournalCounts(3, 3, 0));
        assertThat(journal.readPosition()).isEqualTo(journal.tailPosition());
        journal.close(true);
        assertThat(files()).isEmpty();
    }

    @Test
    void the_death_of_the_process_is_proved_by_the_other_one_with_all_that_was_open() throws IOException {
        begin(journal, BEFORE, "before");
        read(journal, 9);
        journal.acknowledge();
        long over = begin(journal, OVER, "over");
        journal.signSequence(5);
        Files.delete(onlyFile());
        watch.look();
        long after = begin(journal, AFTER, "after");
        journal.phase(after, (byte) 2);
        end(journal, over, "over");
        watch.look();

        DeadJournal dead = kill();
        assertThat(dead.lastSignSequence()).isEqualTo(5);
        assertThat(dead.damagedParts()).isZero();
        // How far the one from before had come meanwhile is not known.
        assertThat(dead.open())
                .containsExactly(new LeftOpen(BEFORE, OptionalInt.of(255)), new LeftOpen(AFTER, OptionalInt.of(2)));
        assertThat(dead.counts().begun()).isEqualTo(3);
        dead.delete();
    }

    @Test
    void a_sign_stands_behind_the_records_of_both() throws IOException {
        long before = begin(journal, BEFORE, "before");
        Files.delete(onlyFile());
        watch.look();
        begin(journal, AFTER, "after");
        end(journal, before, "before");
        long sign = journal.tailPosition();
        begin(journal, OVER, "behind the sign");

        assertThat(journal.readPosition()).isLessThan(sign);
        journal.read((kind, bytes, offset, length) -> {}, 1, sign);
        assertThat(journal.readPosition()).isLessThan(sign);
        journal.read((kind, bytes, offset, length) -> {}, 9, sign);
        assertThat(journal.readPosition()).isEqualTo(sign);
        assertThat(read(journal, 9)).containsExactly("BEGIN:behind the sign");
    }

    @Test
    void it_can_be_deleted_again_and_with_its_directory() throws IOException {
        begin(journal, BEFORE, "before");
        for (int i = 0; i < 3; i++) {
            Files.delete(onlyFile());
            Files.delete(directory);
            watch.look();
            assertThat(files()).hasSize(1);
        }
        assertThat(journal.faults()).isEqualTo(3);
        DeadJournal dead = kill();
        assertThat(dead.open()).extracting(LeftOpen::id).containsExactly(BEFORE);
        dead.delete();
    }

    @Test
    void one_that_is_deleted_too_often_is_followed_by_one_in_memory() throws IOException {
        for (int i = 0; i < Segment.MOST + 3; i++) {
            for (Path file : files()) {
                Files.delete(file);
            }
            watch.look();
        }
        assertThat(journal.inMemoryBecause()).get().asString().contains("deleted too often");
        end(journal, begin(journal, AFTER, "after"), "after");
        assertThat(read(journal, 9)).containsExactly("BEGIN:after", "END:after");
    }

    @Test
    void where_no_other_can_be_made_it_is_followed_by_one_in_memory() throws IOException {
        long before = begin(journal, BEFORE, "before");
        Files.delete(onlyFile());
        Files.delete(directory);
        Files.createFile(directory);
        watch.look();
        watch.look();

        assertThat(journal.inMemoryBecause()).get().asString().contains("was deleted");
        begin(journal, AFTER, "after");
        end(journal, before, "before");
        assertThat(read(journal, 9)).containsExactly("BEGIN:before", "END:before", "BEGIN:after");
        assertThat(journal.faults()).isEqualTo(1);
        journal.close(false);
        assertThat(directory).isRegularFile();
    }

    @Test
    void another_file_in_its_place_is_not_taken_for_it() throws IOException {
        Path file = onlyFile();
        Path other = Files.write(directory.resolve("other"), new byte[(int) JournalSettings.LEAST_SIZE]);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        begin(journal, BEFORE, "before");
        watch.look();
        assertThat(journal.faults()).isEqualTo(1);
        DeadJournal dead = kill();
        assertThat(dead.open()).extracting(LeftOpen::id).containsExactly(BEFORE);
        dead.delete();
    }

    @Test
    void one_that_is_cut_short_is_followed_by_one_in_memory_before_anybody_meets_what_is_gone() throws IOException {
        long before = begin(journal, BEFORE, "before");
        try (RandomAccessFile file = new RandomAccessFile(onlyFile().toFile(), "rw")) {
            file.setLength(Header.SIZE);
        }
        watch.look();

        assertThat(journal.inMemoryBecause()).get().asString().contains("cut short");
        end(journal, before, "before");
        end(journal, begin(journal, AFTER, "after"), "after");
        assertThat(read(journal, 9)).containsExactly("END:before", "BEGIN:after", "END:after");
        journal.acknowledge();
        journal.close(true);
        assertThat(files()).as("kept, for its begin was lost").hasSize(1);
    }

    @Test
    void a_watch_ends_with_its_journal() throws InterruptedException {
        Thread thread = new Thread(new JournalWatch(journal, Duration.ofHours(1)));
        thread.start();
        journal.close(true);
        thread.join(Duration.ofSeconds(30).toMillis());
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void a_watch_wakes_up_when_the_memory_fails() {
        FailingJournals failing = new FailingJournals(settings(directory), () -> new InternalError("gone"));
        Thread thread = new Thread(new JournalWatch(failing.journal(), Duration.ofHours(1)));
        thread.start();
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        failing.failAfter(0);
        failing.journal().join();
        await().until(() -> failing.journal().inMemoryBecause().isPresent());
        failing.journal().close(true);
        journal.close(true);
    }

    /** What another process would find if this one were killed now. */
    private DeadJournal kill() throws IOException {
        Path file = onlyFile();
        byte[] bytes = Files.readAllBytes(file);
        journal.close(true);
        for (Path left : files()) {
            Files.delete(left);
        }
        Files.write(directory.resolve(UUID.randomUUID() + "-" + UUID.randomUUID() + ".journal"), bytes);
        return new LeftoverJournals(directory).find().get(0);
    }

    private Path onlyFile() throws IOException {
        assertThat(files()).hasSize(1);
        return files().get(0);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.collect(Collectors.toList());
        }
    }
}
