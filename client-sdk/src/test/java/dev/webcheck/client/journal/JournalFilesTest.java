package dev.webcheck.client.journal;

import static dev.webcheck.client.journal.Records.begin;
import static dev.webcheck.client.journal.Records.end;
import static dev.webcheck.client.journal.Records.settings;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFilesTest {

    private static final UUID ID = new UUID(1, 2);
    private static final UUID OTHER = new UUID(3, 4);

    private final Path temporary;

    JournalFilesTest(@TempDir Path temporary) {
        this.temporary = temporary;
    }

    @Test
    void a_journal_is_a_file_of_its_size_that_only_its_user_can_read() throws IOException {
        Path directory = temporary.resolve("a/b");
        Journal journal = Journal.open(settings(directory));

        assertThat(journal.inMemoryBecause()).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        Path file = onlyFile(directory);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file).hasSize(JournalSettings.LEAST_SIZE);
        journal.close(true);
    }

    @Test
    void a_journal_of_which_all_was_told_leaves_no_file() throws IOException {
        Journal journal = Journal.open(settings(temporary));
        begin(journal, ID, "begin");
        Records.read(journal, 1);
        journal.acknowledge();
        journal.close(true);

        assertThat(files(temporary)).isEmpty();
        assertThat(find()).isEmpty();
    }

    @Test
    void a_journal_that_is_to_be_deleted_at_exit_and_then_kept_has_another_name() throws IOException {
        Journal journal = Journal.open(settings(temporary));
        Path first = onlyFile(temporary);
        journal.deleteAtExit(true);
        assertThat(onlyFile(temporary)).isEqualTo(first);
        journal.deleteAtExit(false);
        Path kept = onlyFile(temporary);
        assertThat(kept).isNotEqualTo(first);
        begin(journal, ID, "kept");
        journal.deleteAtExit(true);
        assertThat(onlyFile(temporary)).isEqualTo(first);
        journal.deleteAtExit(false);
        assertThat(onlyFile(temporary)).isEqualTo(kept);

        journal.close(false);
        assertThat(find()).hasSize(1);
    }

    @Test
    void what_was_not_told_when_it_was_closed_is_found_by_the_next_one() throws IOException {
        JournalSettings settings = settings(temporary);
        Journal journal = Journal.open(settings);
        journal.signSequence(17);
        begin(journal, ID, "acknowledged");
        Records.read(journal, 1);
        journal.acknowledge();
        long place = begin(journal, OTHER, "other");
        journal.phase(place, (byte) 3);
        end(journal, begin(journal, new UUID(5, 6), "whole"), "whole");
        journal.unrecorded();
        journal.stopTold("CLOSED");
        journal.close(false);

        DeadJournal dead = find().get(0);

        assertThat(dead.instanceId()).isEqualTo(settings.instanceId());
        assertThat(dead.service()).isEqualTo("checkout");
        assertThat(dead.lastSignSequence()).isEqualTo(17);
        assertThat(dead.stopReason()).contains("CLOSED");
        assertThat(dead.counts()).isEqualTo(new JournalCounts(3, 1, 1));
        assertThat(dead.open())
                .containsExactly(new LeftOpen(ID, OptionalInt.of(0)), new LeftOpen(OTHER, OptionalInt.of(3)));
        assertThat(dead.damagedParts()).isZero();
        assertThat(records(dead, 2)).containsExactly("BEGIN:other", "BEGIN:whole");
        assertThat(records(dead, 2)).containsExactly("END:whole");
        assertThat(records(dead, 2)).isEmpty();
        dead.delete();
        assertThat(files(temporary)).isEmpty();
    }

    @Test
    void a_process_that_was_killed_has_told_no_stop() throws IOException {
        Journal journal = Journal.open(settings(temporary));
        begin(journal, ID, "begin");
        kill(journal);

        DeadJournal dead = find().get(0);
        assertThat(dead.stopReason()).isEmpty();
        assertThat(dead.lastSignSequence()).isZero();
        assertThat(records(dead, 9)).containsExactly("BEGIN:begin");
        dead.release();
    }

    @Test
    void a_journal_that_was_released_is_found_again_from_its_start() throws IOException {
        begun().close(false);
        DeadJournal dead = find().get(0);
        records(dead, 9);
        dead.release();
        assertThat(records(dead, 9)).as("after the release").isEmpty();

        DeadJournal again = find().get(0);
        assertThat(records(again, 9)).containsExactly("BEGIN:begin");
        again.release();
    }

    @Test
    void a_journal_that_was_taken_is_not_found_again() throws IOException {
        begun().close(false);
        DeadJournal dead = find().get(0);
        assertThat(find()).isEmpty();
        dead.release();
    }

    @Test
    void the_journals_of_this_process_are_not_found_while_they_are_used() throws IOException {
        Journal journal = begun();
        assertThat(find()).isEmpty();
        journal.close(false);
        find().forEach(DeadJournal::delete);
    }

    @Test
    void a_service_with_a_long_name_is_cut_at_a_character() throws IOException {
        Journal journal = Journal.open(
                new JournalSettings(temporary, JournalSettings.LEAST_SIZE, ID, "x" + "ä".repeat(600), 100, 100));
        journal.close(false);
        DeadJournal dead = find().get(0);
        assertThat(dead.service()).isEqualTo("x" + "ä".repeat(511));
        dead.delete();
    }

    @Test
    void of_a_file_that_was_cut_short_what_is_there_is_found_and_the_file_is_kept_aside() throws IOException {
        Journal journal = Journal.open(settings(temporary));
        begin(journal, ID, "begin");
        Path file = kill(journal);
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.setLength(JournalSettings.LEAST_SIZE / 2);
        }

        DeadJournal dead = find().get(0);
        assertThat(records(dead, 9)).containsExactly("BEGIN:begin");
        assertThat(dead.open()).extracting(LeftOpen::id).containsExactly(ID);
        assertThat(dead.damagedParts()).isEqualTo(1);
        dead.delete();
        assertThat(onlyFile(temporary)).hasFileName(file.getFileName() + ".corrupt");
    }

    @Test
    void an_empty_file_is_deleted() throws IOException {
        Files.createFile(foreign());
        assertThat(find()).isEmpty();
        assertThat(files(temporary)).isEmpty();
    }

    @Test
    void files_in_which_nothing_can_be_read_are_kept_aside_but_not_many() throws IOException {
        for (int size : new int[] {1, 100, Header.SIZE, 5000, 1 << 20, 2, 3}) {
            Files.write(foreign(), new byte[size]);
        }
        assertThat(find()).isEmpty();
        assertThat(files(temporary)).hasSize(LeftFile.MOST_CORRUPT).allSatisfy(file -> assertThat(file.toString())
                .endsWith(".corrupt"));
    }

    @Test
    void a_file_of_another_format_is_left_alone() throws IOException {
        Path file = kill(begun());
        byte[] bytes = Files.readAllBytes(file);
        bytes[8]++;
        Files.write(file, bytes);
        LeftoverJournals journals = new LeftoverJournals(temporary);

        assertThat(journals.find()).isEmpty();
        assertThat(journals.find()).isEmpty();
        assertThat(onlyFile(temporary)).isEqualTo(file).hasBinaryContent(bytes);
    }

    @Test
    void links_and_directories_are_not_followed() throws IOException {
        Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
        Path target = Files.move(kill(begun()), elsewhere.resolve("target"));
        Files.createSymbolicLink(foreign(), target);
        Files.createDirectory(foreign());

        assertThat(find()).isEmpty();
        assertThat(target).exists();
    }

    @Test
    void files_of_other_names_are_left_alone() throws IOException {
        Files.createFile(temporary.resolve("notes.txt"));
        Files.createFile(temporary.resolve("x" + UUID.randomUUID() + ".journal"));
        assertThat(find()).isEmpty();
        assertThat(files(temporary)).hasSize(2);
    }

    @Test
    void a_file_that_is_being_made_is_left_alone_unless_its_maker_is_long_dead() throws IOException {
        Path young = Files.createFile(Path.of(foreign() + ".new"));
        Path old = Files.createFile(Path.of(foreign() + ".new"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(120)));
        assertThat(find()).isEmpty();
        assertThat(onlyFile(temporary)).isEqualTo(young);
    }

    @Test
    void where_there_is_no_directory_nothing_is_found() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));
        assertThat(new LeftoverJournals(temporary.resolve("nowhere")).find()).isEmpty();
        assertThat(new LeftoverJournals(file).find()).isEmpty();
    }

    @Test
    void without_a_directory_the_journal_is_in_memory_and_says_why() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));
        Journal journal = Journal.open(settings(file.resolve("directory")));

        assertThat(journal.inMemoryBecause()).get().asString().contains(file.toString());
        end(journal, begin(journal, ID, "begin"), "end");
        assertThat(Records.read(journal, 9)).containsExactly("BEGIN:begin", "END:end");
        journal.close(false);
    }

    @Test
    void on_a_full_disk_the_journal_is_in_memory_and_leaves_nothing_behind() throws IOException {
        Journal journal = Journal.open(settings(temporary), (file, size) -> {
            JournalFile.writeZeros(file, size / 2);
            throw new IOException("No space left on device");
        });

        assertThat(journal.inMemoryBecause()).contains("IOException: No space left on device");
        assertThat(begin(journal, ID, "begin")).isNotNegative();
        assertThat(files(temporary)).isEmpty();
    }

    @Test
    void in_memory_a_large_journal_is_smaller() {
        JournalSettings large =
                new JournalSettings(temporary, JournalSettings.DEFAULT_SIZE, ID, "checkout", 512 << 10, 512 << 10);
        Journal journal = Journal.open(large, (file, size) -> {
            throw new IOException("No space left on device");
        });
        byte[] record = new byte[512 << 10];
        int begun = 0;
        long place = journal.join();
        journal.identify(place, 1, 2);
        while (journal.begin(place, record, 0, record.length)) {
            begun++;
            place = journal.join();
            journal.identify(place, 1, 2);
        }
        assertThat(begun).isEqualTo(6);
    }

    @Test
    void when_many_dead_processes_have_left_journals_there_is_no_further_file() throws IOException {
        for (int i = 0; i < JournalSettings.DEFAULT_MOST_LEFT; i++) {
            Files.createFile(foreign());
        }
        assertThat(Journal.open(settings(temporary)).inMemoryBecause())
                .get()
                .asString()
                .contains("16 journals");

        find();
        Journal journal = Journal.open(settings(temporary));
        assertThat(journal.inMemoryBecause()).isEmpty();
        journal.close(true);
    }

    @Test
    void the_directory_that_others_could_have_made_must_be_no_link() throws IOException {
        String before = System.getProperty("java.io.tmpdir");
        System.setProperty("java.io.tmpdir", temporary.toString());
        try {
            Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
            Files.createSymbolicLink(JournalDirectories.ofProcess().temporary("anywhere"), elsewhere);
            Journal journal =
                    Journal.open(settings(JournalDirectories.ofProcess().temporary("anywhere")));
            assertThat(journal.inMemoryBecause()).get().asString().contains("belongs to somebody else");
            assertThat(files(elsewhere)).isEmpty();
        } finally {
            System.setProperty("java.io.tmpdir", before);
        }
    }

    @Test
    void an_interrupted_thread_can_open_a_journal_and_stays_interrupted() {
        Thread.currentThread().interrupt();
        Journal journal = Journal.open(settings(temporary));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(journal.inMemoryBecause()).isEmpty();
        journal.close(true);
    }

    private Journal begun() {
        Journal journal = Journal.open(settings(temporary));
        begin(journal, ID, "begin");
        return journal;
    }

    /** Leaves the file of a living journal as it would be after a kill, and under the name of another process. */
    private Path kill(Journal journal) throws IOException {
        byte[] bytes = Files.readAllBytes(onlyFile(temporary));
        journal.close(true);
        find().forEach(DeadJournal::delete);
        return Files.write(foreign(), bytes);
    }

    private Path foreign() {
        return temporary.resolve(UUID.randomUUID() + "-" + UUID.randomUUID() + ".journal");
    }

    private List<DeadJournal> find() {
        return new LeftoverJournals(temporary).find();
    }

    private static List<String> records(DeadJournal dead, int most) {
        List<String> records = new ArrayList<>();
        assertThat(dead.read(Records.into(records), most)).isEqualTo(records.size());
        return records;
    }

    private static Path onlyFile(Path directory) throws IOException {
        assertThat(files(directory)).hasSize(1);
        return files(directory).get(0);
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .collect(Collectors.toList());
        }
    }
}
