package dev.webcheck.client.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The file of a dead process, locked by this one. Belongs to one thread. */
final class LeftFile {

    static final String CORRUPT = ".corrupt";
    static final int MOST_CORRUPT = 4;
    private static final String CLAIM = "webcheck.internal.recovers.";

    private final Path path;
    private final FileChannel channel;

    private LeftFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** The file, if its process is dead and nobody else has taken it. */
    static Optional<LeftFile> lock(Path path) throws IOException {
        // To close a file that another copy of this class has open would drop the lock of that one.
        if (System.getProperties().putIfAbsent(claim(path), "") != null) {
            return Optional.empty();
        }
        FileChannel channel = null;
        boolean locked = false;
        try {
            channel = FileChannel.open(
                    path, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
            // One that is gone was taken by somebody else between the opening and the lock.
            locked = channel.tryLock() != null && Files.exists(path, LinkOption.NOFOLLOW_LINKS);
            return locked ? Optional.of(new LeftFile(path, channel)) : Optional.empty();
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        } finally {
            if (!locked) {
                close(path, channel);
            }
        }
    }

    /** Whether dead processes have left so many journals in a directory that there should not be more. */
    static boolean areTooMany(Path directory, int most) throws IOException {
        List<Path> foreign;
        try (Stream<Path> files = Files.list(directory)) {
            foreign = files.filter(file -> JournalNames.ofForeign(nameOf(file)).isPresent())
                    .collect(Collectors.toList());
        }
        int dead = 0;
        for (Path file : foreign) {
            if (foreign.size() >= most && isDead(file)) {
                dead++;
            }
        }
        return dead >= most;
    }

    private static boolean isDead(Path path) {
        try {
            Optional<LeftFile> file = lock(path);
            file.ifPresent(LeftFile::release);
            return file.isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    String name() {
        return nameOf(path);
    }

    Memory map() throws IOException {
        ByteBuffer bytes = channel.map(MapMode.READ_ONLY, 0, Math.min(channel.size(), JournalSettings.LARGEST_SIZE));
        return new Memory(bytes);
    }

    /** Leaves it to the next one. */
    void release() {
        close(path, channel);
    }

    void delete() {
        try {
            // Before the lock is dropped, so that nobody finds it again.
            Files.deleteIfExists(path);
            // The mapping would keep the space for as long as there is garbage.
            channel.truncate(0);
        } catch (IOException e) {
            // Then somebody will find it again, which changes nothing: what is told twice counts once.
        } finally {
            close(path, channel);
        }
    }

    /** Keeps it for those who want to know what has happened, together with a few others. */
    void keepAsCorrupt() {
        try {
            Files.move(path, path.resolveSibling(name() + CORRUPT), StandardCopyOption.ATOMIC_MOVE);
            deleteOldestCorrupt(path.resolveSibling(""));
        } catch (IOException e) {
            // As above.
        } finally {
            close(path, channel);
        }
    }

    private static void deleteOldestCorrupt(Path directory) throws IOException {
        List<Path> corrupt;
        try (Stream<Path> files = Files.list(directory)) {
            corrupt = files.filter(file -> nameOf(file).endsWith(CORRUPT))
                    .sorted(Comparator.comparingLong(
                                    (Path file) -> file.toFile().lastModified())
                            .reversed())
                    .collect(Collectors.toList());
        }
        for (Path file : corrupt.subList(Math.min(MOST_CORRUPT, corrupt.size()), corrupt.size())) {
            Files.deleteIfExists(file);
        }
    }

    private static String nameOf(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static String claim(Path path) {
        return CLAIM + nameOf(path);
    }

    private static void close(Path path, @Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // The death of the process closes it.
        } finally {
            System.getProperties().remove(claim(path));
        }
    }
}
