package dev.webcheck.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The PostgreSQL process that runs on a data folder, whoever started it. */
final class Postmaster {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private Postmaster() {}

    /** The process that the folder's own note names, if it lives and serves this folder. */
    static Optional<ProcessHandle> of(Path data) {
        try {
            List<String> note = Files.readAllLines(data.resolve("postmaster.pid"));
            return note.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(note.get(0).trim())).filter(process -> serves(process, data));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * Ends the server of a process that died without ending it; whether there was one.
     *
     * @throws LocalServerException if the owner lives
     */
    static boolean endOrphan(Path data) {
        Optional<ProcessHandle> running = of(data);
        if (running.isEmpty()) {
            return false;
        }
        if (ownerLives(data)) {
            throw new LocalServerException("PostgreSQL is running with its data in " + data + " already, as process "
                    + running.get().pid() + ".");
        }
        end(running.get());
        return true;
    }

    /** Asks it to break its connections and stop, and insists after a while. */
    static void end(ProcessHandle postmaster) {
        Signals.interrupt(postmaster);
        if (!Signals.awaitEnd(postmaster, STOP_LIMIT)) {
            postmaster.destroyForcibly();
            Signals.awaitEnd(postmaster, STOP_LIMIT);
        }
    }

    /** Ends it at once: nothing more is written, and the next start has to recover. */
    static void crash(ProcessHandle postmaster) {
        Signals.quit(postmaster);
        if (!Signals.awaitEnd(postmaster, STOP_LIMIT)) {
            postmaster.destroyForcibly();
            Signals.awaitEnd(postmaster, STOP_LIMIT);
        }
    }

    /** Freezes all processes of the server, as SIGSTOP does: connections stay open, and nothing is answered. */
    static void pause(ProcessHandle postmaster) {
        // The postmaster first, so that no further process comes meanwhile.
        Signals.pause(postmaster);
        postmaster.descendants().forEach(Signals::pause);
    }

    static void resume(ProcessHandle postmaster) {
        postmaster.descendants().forEach(Signals::resume);
        Signals.resume(postmaster);
    }

    private static boolean serves(ProcessHandle process, Path data) {
        return process.isAlive()
                && process.info()
                        .commandLine()
                        .filter(line -> line.contains("postgres") && line.contains(data.toString()))
                        .isPresent();
    }

    /** The process that starts a server holds a lock on a file in its folder, which the kernel drops at its death. */
    private static boolean ownerLives(Path data) {
        try (RandomAccessFile file =
                        new RandomAccessFile(data.resolve("epg-lock").toFile(), "rw");
                FileLock lock = file.getChannel().tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
