package dev.webcheck.client.journal;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the journals that dead processes have left in a directory. Belongs to one thread. Internal to the SDK.
 *
 * <p>To look costs little, so it can be done every few seconds. It touches only files that have the name of a journal, belong
 * to the user of this process, are no links, and are not used by this process. It never throws; what is wrong with a file is
 * logged once.
 */
public final class LeftoverJournals {

    /** As many are taken at once at most. */
    static final int MOST_AT_ONCE = 16;

    private static final Logger LOG = LoggerFactory.getLogger(LeftoverJournals.class);
    private static final Duration MAKING = Duration.ofMinutes(1);
    private static final int MOST_SAID = 1000;

    private final List<Path> directories;
    private final Set<String> said = new HashSet<>();
    /** What is not of this version, and will not be so when it is looked at again. */
    private final Set<String> strangers = new HashSet<>();

    private @Nullable UserPrincipal self;

    /**
     * Looks nowhere yet.
     *
     * @param directories where to look
     */
    public LeftoverJournals(Path... directories) {
        this.directories = List.of(directories);
    }

    /**
     * Takes the journals of processes that are dead now.
     *
     * @return them; each must be deleted or released
     */
    public List<DeadJournal> find() {
        List<DeadJournal> found = new ArrayList<>();
        directories.forEach(directory -> find(directory, found));
        return found;
    }

    private void find(Path directory, List<DeadJournal> found) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                // An interrupted thread can open nothing.
                if (found.size() == MOST_AT_ONCE || Thread.currentThread().isInterrupted()) {
                    break;
                }
                take(file).ifPresent(found::add);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // Nobody has left anything.
        } catch (IOException | DirectoryIteratorException e) {
            sayFailed(directory.toString(), "Cannot look for the journals of dead processes in {}: {}", e);
        }
    }

    private Optional<DeadJournal> take(Path path) {
        String name = String.valueOf(path.getFileName());
        boolean beingMade = name.endsWith(JournalNames.BEING_MADE);
        String journal = beingMade ? name.substring(0, name.length() - JournalNames.BEING_MADE.length()) : name;
        try {
            if (JournalNames.ofForeign(journal).isEmpty()
                    || strangers.contains(name)
                    || !isOwnFile(path)
                    || (beingMade && isYoung(path))) {
                return Optional.empty();
            }
            Optional<LeftFile> file = LeftFile.lock(path);
            if (beingMade) {
                file.ifPresent(LeftFile::delete);
                return Optional.empty();
            }
            return file.flatMap(this::recover);
        } catch (NoSuchFileException e) {
            // Somebody else was quicker.
            return Optional.empty();
        } catch (IOException e) {
            sayFailed(name, "Cannot open {}, the journal of another process: {}", e);
            return Optional.empty();
        }
    }

    private Optional<DeadJournal> recover(LeftFile file) {
        Optional<DeadJournal> dead = Optional.empty();
        boolean done = false;
        try {
            Memory memory = file.map();
            if (memory.size() == 0) {
                file.delete();
            } else if (Header.isOfAnotherFormat(memory)) {
                say(file.name(), "Leaving {} alone: it is not a journal of format {}", String.valueOf(Header.VERSION));
                strangers.add(file.name());
                file.release();
            } else {
                dead = Header.fits(memory)
                        ? JournalContents.of(memory).map(contents -> new DeadJournal(file, contents))
                        : Optional.empty();
                tellDamage(file, dead);
            }
            done = true;
        } catch (IOException | InternalError e) {
            sayFailed(file.name(), "Cannot read {}, the journal of a dead process: {}", e);
        } finally {
            if (!done) {
                file.release();
            }
        }
        return dead;
    }

    private void tellDamage(LeftFile file, Optional<DeadJournal> dead) {
        if (dead.isEmpty()) {
            say(file.name(), "{}, the journal of a dead process, is damaged: {}", "nothing in it can be read");
            file.keepAsCorrupt();
        } else if (dead.get().damagedParts() > 0) {
            say(
                    file.name(),
                    "{}, the journal of a dead process, is damaged: {} parts of it cannot be read",
                    String.valueOf(dead.get().damagedParts()));
        }
    }

    private boolean isOwnFile(Path path) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return attributes.isRegularFile()
                && Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(self(path));
    }

    /** The owner of the files that this process makes. */
    private UserPrincipal self(Path beside) throws IOException {
        UserPrincipal known = self;
        if (known == null) {
            Path made = Files.createTempFile(beside.resolveSibling(""), "webcheck", null);
            try {
                known = Files.getOwner(made);
            } finally {
                Files.deleteIfExists(made);
            }
            self = known;
        }
        return known;
    }

    private static boolean isYoung(Path path) throws IOException {
        long modified =
                Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toMillis();
        return System.currentTimeMillis() - modified < MAKING.toMillis();
    }

    /** What an interrupted thread fails to do is left to the next one: whoever closes the SDK interrupts its thread. */
    private void sayFailed(String what, String message, Throwable failure) {
        if (!(failure instanceof ClosedByInterruptException)) {
            say(what, message, failure.toString());
        }
    }

    private void say(String what, String message, String detail) {
        if (said.size() < MOST_SAID && said.add(what)) {
            LOG.warn(message, what, detail);
        }
    }
}
