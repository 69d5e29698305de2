package dev.webcheck.client.journal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A process with a journal, which tells what it does on its standard output: a line before each step and one after it, each in
 * one piece, so that none is lost when it is killed.
 */
final class ForkedJournal {

    static final int THREADS = 3;
    static final int PHASES = 3;

    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private ForkedJournal() {}

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[1]);
        switch (args[0]) {
            case "run" -> run(Journal.open(settings(directory)));
            case "find" ->
                tell("found " + new LeftoverJournals(directory).find().size());
            case "open" ->
                tell(Journal.open(settings(directory)).inMemoryBecause().orElse("in a file"));
            case "cut" -> cut(directory);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static JournalSettings settings(Path directory) {
        return new JournalSettings(directory, JournalSettings.LEAST_SIZE, UUID.randomUUID(), "forked", 500, 100);
    }

    private static void run(Journal journal) throws InterruptedException {
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            new Thread(() -> requests(journal, thread)).start();
        }
        while (true) {
            journal.await(Duration.ofSeconds(1));
            journal.read(
                    (kind, bytes, offset, length) ->
                            tell("read " + kind + " " + new String(bytes, offset, 36, StandardCharsets.US_ASCII)),
                    50,
                    Long.MAX_VALUE);
            journal.acknowledge();
        }
    }

    private static void requests(Journal journal, int thread) {
        for (long number = 0; true; number++) {
            UUID id = new UUID(thread, number);
            String record = id + "x".repeat((int) (number % 400));
            tell("begin " + id);
            long place = Records.begin(journal, id, record);
            if (place >= 0) {
                tell("begun " + id);
                for (int phase = 1; phase <= PHASES; phase++) {
                    tell("phase " + id + " " + phase);
                    journal.phase(place, (byte) phase);
                    tell("phased " + id + " " + phase);
                }
                tell("end " + id);
                Records.end(journal, place, id.toString());
                tell("ended " + id);
            }
        }
    }

    private static void cut(Path directory) throws IOException {
        Journal journal = Journal.open(settings(directory));
        Path file;
        try (Stream<Path> files = Files.list(directory)) {
            file = files.collect(Collectors.toList()).get(0);
        }
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.setLength(0);
        }
        for (int i = 0; i < 20_000; i++) {
            try {
                Records.begin(journal, new UUID(0, i), "begin");
                Records.read(journal, 1);
            } catch (InternalError e) {
                tell("error " + i);
            }
        }
        tell("alive " + journal.hasFailed());
    }

    private static void tell(String line) {
        try {
            OUT.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
