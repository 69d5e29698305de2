package dev.webcheck.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The processes that a stack has started, noted in its data folder, so that the next start can end what a killed one left.
 *
 * <p>A process is taken for ours only if its id, the moment of its start and its command line all agree with the note: the
 * system may have given the id to somebody else since.
 */
final class ProcessRecord {

    private static final Duration END_LIMIT = Duration.ofSeconds(10);

    private final Path file;

    ProcessRecord(Path dataDirectory) {
        this.file = dataDirectory.resolve("processes");
    }

    /** Adds a process; {@code mark} is a part of its command line, without line breaks. */
    synchronized void add(ProcessHandle process, String mark) {
        Entry entry = new Entry(process.pid(), startOf(process), mark);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, entry.line() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + file, e);
        }
    }

    /** Forgets all, when all have ended. */
    synchronized void clear() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not delete " + file, e);
        }
    }

    /** Ends those that still live and forgets all; answers how many there were. */
    synchronized int endAll() {
        List<ProcessHandle> living = living();
        living.forEach(ProcessHandle::destroy);
        for (ProcessHandle process : living) {
            if (!Signals.awaitEnd(process, END_LIMIT)) {
                process.destroyForcibly();
                Signals.awaitEnd(process, END_LIMIT);
            }
        }
        clear();
        return living.size();
    }

    private List<ProcessHandle> living() {
        List<ProcessHandle> living = new ArrayList<>();
        for (Entry entry : read()) {
            ProcessHandle.of(entry.pid()).filter(entry::isOf).ifPresent(living::add);
        }
        return living;
    }

    private List<Entry> read() {
        try {
            return Files.readAllLines(file).stream()
                    .flatMap(line -> Entry.parse(line).stream())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(-1L);
    }

    private record Entry(long pid, long startedAt, String mark) {

        static Optional<Entry> parse(String line) {
            String[] parts = line.split(" ", 3);
            try {
                return Optional.of(new Entry(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]));
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                return Optional.empty();
            }
        }

        String line() {
            return pid + " " + startedAt + " " + mark;
        }

        boolean isOf(ProcessHandle process) {
            return process.isAlive()
                    && startOf(process) == startedAt
                    && process.info()
                            .commandLine()
                            .filter(line -> line.contains(mark))
                            .isPresent();
        }
    }
}
