package dev.webcheck.client.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Journals of other processes. */
class JournalIT {

    private final Path directory;

    JournalIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @RepeatedTest(4)
    void whatever_a_killed_process_had_done_and_not_acknowledged_is_found(RepetitionInfo repetition) throws Exception {
        Process process = fork("run");
        try (BufferedReader output = output(process)) {
            List<String> lines = new ArrayList<>();
            String line = output.readLine();
            for (long count = 0; line != null; count++) {
                lines.add(line);
                if (count == 20_000L + 10_007L * repetition.getCurrentRepetition()) {
                    signal("KILL", process);
                }
                line = output.readLine();
            }
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

            DeadJournal dead = new LeftoverJournals(directory).find().get(0);
            compare(Told.by(lines), dead);
            dead.delete();
            assertThat(directory).isEmptyDirectory();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void a_journal_is_found_when_its_process_is_dead_and_not_when_it_is_paused_and_by_one_process_only()
            throws Exception {
        Process process = fork("run");
        try (BufferedReader output = output(process)) {
            assertThat(output.readLine()).startsWith("begin");
            assertThat(find()).as("while it runs").isEmpty();
            signal("STOP", process);
            assertThat(find()).as("while it is paused").isEmpty();
            assertThat(find()).as("again").isEmpty();
            process.destroyForcibly();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

            List<DeadJournal> dead = find();
            assertThat(dead).hasSize(1);
            assertThat(find()).as("what this process has taken").isEmpty();
            assertThat(outputOf(fork("find"))).containsExactly("found 0");
            dead.get(0).release();
            assertThat(outputOf(fork("find"))).containsExactly("found 1");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void the_journals_of_the_living_keep_nobody_from_having_a_file() throws Exception {
        JournalSettings beside =
                new JournalSettings(directory, JournalSettings.LEAST_SIZE, UUID.randomUUID(), "beside", 500, 100, 1);
        Process process = fork("run");
        try (BufferedReader output = output(process)) {
            assertThat(output.readLine()).startsWith("begin");
            Journal ofLiving = Journal.open(beside);
            assertThat(ofLiving.inMemoryBecause()).isEmpty();
            ofLiving.close(true);
            process.destroyForcibly();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

            Journal ofDead = Journal.open(beside);
            assertThat(ofDead.inMemoryBecause()).get().asString().contains("1 journals of dead processes");
            ofDead.close(true);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void to_look_for_journals_does_not_take_the_lock_from_the_own_one() throws Exception {
        Journal journal = Journal.open(Records.settings(directory));
        assertThat(find()).isEmpty();
        assertThat(outputOf(fork("find"))).containsExactly("found 0");
        journal.close(true);
    }

    @Test
    void a_process_that_may_not_write_so_large_a_file_has_its_journal_in_memory() throws Exception {
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -f 100; exec \"$@\"",
                        "bash",
                        java(),
                        "-Xmx32m",
                        "-cp",
                        classPath(),
                        ForkedJournal.class.getName(),
                        "open",
                        directory.toString())
                .start();
        assertThat(outputOf(process)).singleElement().asString().contains("File too large");
        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xmixed", "-Xint", "-Xcomp"})
    void a_process_whose_journal_is_cut_short_meets_no_error_and_lives(String compiling) throws Exception {
        Process process = fork("cut", compiling);
        assertThat(outputOf(process)).containsExactly("alive true");
        assertThat(process.exitValue()).isZero();
    }

    private static void compare(Told told, DeadJournal dead) {
        Set<String> begins = new HashSet<>();
        Set<String> ends = new HashSet<>();
        dead.read(
                (kind, bytes, offset, length) -> {
                    String id = new String(bytes, offset, 36, StandardCharsets.US_ASCII);
                    assertThat((kind == RecordKind.BEGIN ? begins : ends).add(id))
                            .isTrue();
                },
                Integer.MAX_VALUE);
        Map<String, Integer> open = dead.open().stream()
                .collect(Collectors.toMap(
                        each -> each.id().toString(), each -> each.phase().orElse(-1)));

        assertThat(dead.damagedParts()).isZero();
        assertThat(told.of("begin")).containsAll(begins);
        assertThat(told.of("end")).containsAll(ends);
        begins.addAll(told.of("read BEGIN"));
        ends.addAll(told.of("read END"));
        assertThat(begins).containsAll(told.of("begun"));
        assertThat(ends).containsAll(told.of("ended"));
        assertThat(dead.counts().begun()).isEqualTo(begins.size());
        assertThat(dead.counts().ended()).isEqualTo(ends.size());

        Set<String> begunAndNotEnded = new HashSet<>(begins);
        begunAndNotEnded.removeAll(ends);
        assertThat(open.keySet()).isEqualTo(begunAndNotEnded);
        open.forEach((id, phase) -> assertThat(phase).isBetween(told.phase("phased", id), told.phase("phase", id)));
    }

    private List<DeadJournal> find() {
        return new LeftoverJournals(directory).find();
    }

    private Process fork(String what) throws IOException {
        return fork(what, "-Xmixed");
    }

    private Process fork(String what, String compiling) throws IOException {
        return new ProcessBuilder(
                        java(),
                        compiling,
                        "-Xmx32m",
                        "-cp",
                        classPath(),
                        ForkedJournal.class.getName(),
                        what,
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    private static void signal(String signal, Process process) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private static List<String> outputOf(Process process) throws Exception {
        try (BufferedReader output = output(process)) {
            List<String> lines = output.lines().collect(Collectors.toList());
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return lines;
        }
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** What a process has told: what it did with which requests. */
    private record Told(Map<String, Set<String>> ids, Map<String, Map<String, Integer>> phases) {

        static Told by(List<String> lines) {
            Told told = new Told(new HashMap<>(), new HashMap<>());
            for (String line : lines) {
                String[] words = line.split(" ", -1);
                if (line.startsWith("phase")) {
                    told.phases
                            .computeIfAbsent(words[0], what -> new HashMap<>())
                            .put(words[1], Integer.valueOf(words[2]));
                } else {
                    int last = line.lastIndexOf(' ');
                    told.ids
                            .computeIfAbsent(line.substring(0, last), what -> new HashSet<>())
                            .add(line.substring(last + 1));
                }
            }
            return told;
        }

        Set<String> of(String what) {
            return ids.getOrDefault(what, Set.of());
        }

        int phase(String what, String id) {
            return phases.getOrDefault(what, Map.of()).getOrDefault(id, 0);
        }
    }
}
