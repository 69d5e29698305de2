package dev.webcheck.client.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The file of a living journal. As long as it is open it is locked, which tells others that its process lives.
 *
 * <p>The lock is one of POSIX: the kernel drops it when the process dies, but also when this process closes the same file
 * anywhere else. So nobody in this process may ever open it again, which its name is for.
 */
final class JournalFile {

    private static final int ZEROS_AT_ONCE = 1 << 16;

    private final RandomAccessFile file;
    private final Memory memory;
    private final JournalNames names;
    private Path path;
    /** What tells this file from another one of its name; null where the file system has no such thing. */
    private @Nullable Object key;
    /** Its name is not its own any more. */
    private boolean deleted;

    private boolean deletedAtExit;

    private JournalFile(RandomAccessFile file, Memory memory, JournalNames names, Path path) {
        this.file = file;
        this.memory = memory;
        this.names = names;
        this.path = path;
    }

    /** Makes a file of zeros that is locked and that nobody looks for yet. */
    static JournalFile create(JournalSettings settings, Zeros zeros) throws IOException {
        // A thread that is interrupted would have the channel closed, and with it the lock gone.
        boolean interrupted = Thread.interrupted();
        try {
            return createUninterrupted(settings, zeros);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static JournalFile createUninterrupted(JournalSettings settings, Zeros zeros) throws IOException {
        Path directory = settings.directory();
        Files.createDirectories(directory, onlyForOwner(directory, "rwx------"));
        if (LeftFile.areTooMany(directory, settings.mostLeft())) {
            throw new TooManyLeftException(directory, settings.mostLeft());
        }
        JournalNames names = new JournalNames(settings.instanceId());
        Path path = directory.resolve(names.beingMade());
        Files.createFile(path, onlyForOwner(directory, "rw-------"));
        RandomAccessFile file = null;
        boolean made = false;
        try {
            requireOwnDirectory(directory, path);
            file = new RandomAccessFile(path.toFile(), "rw");
            if (file.getChannel().tryLock() == null) {
                throw new IOException(path + " is locked by another process");
            }
            zeros.write(file, settings.size());
            ByteBuffer bytes = file.getChannel().map(MapMode.READ_WRITE, 0, settings.size());
            made = true;
            return new JournalFile(file, new Memory(bytes), names, path);
        } finally {
            if (!made) {
                Files.deleteIfExists(path);
                if (file != null) {
                    file.close();
                }
            }
        }
    }

    /** Fills a file, so that a lack of space shows now and not when the bytes are used. */
    static void writeZeros(RandomAccessFile file, long size) throws IOException {
        byte[] zeros = new byte[ZEROS_AT_ONCE];
        for (long written = 0; written < size; written += zeros.length) {
            file.write(zeros, 0, (int) Math.min(zeros.length, size - written));
        }
    }

    Memory memory() {
        return memory;
    }

    /** From now on it is found by those who look for journals. */
    synchronized void show() throws IOException {
        move(names.ofLiving());
        key = attributes().fileKey();
    }

    synchronized Path path() {
        return path;
    }

    /** Looks whether others have deleted it or cut it short. Does not open it: that would cost the lock. */
    synchronized State state() throws IOException {
        if (deleted) {
            return State.DELETED;
        }
        try {
            BasicFileAttributes attributes = attributes();
            if (!Objects.equals(attributes.fileKey(), key)) {
                return State.DELETED;
            }
            return attributes.size() < memory.size() ? State.CUT_SHORT : State.WHOLE;
        } catch (NoSuchFileException e) {
            return State.DELETED;
        } catch (IOException e) {
            if (Files.isDirectory(path.resolveSibling(""))) {
                throw e;
            }
            return State.DELETED;
        }
    }

    /** Others have deleted it; what has its name now is not touched. */
    synchronized void wasDeleted() {
        deleted = true;
    }

    private BasicFileAttributes attributes() throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Whether the JVM deletes it after the last shutdown hook. The JVM cannot be told to forget a file, so one that is to be
     * kept after all takes another name.
     */
    synchronized void deleteAtExit(boolean delete) {
        if (delete == deletedAtExit || deleted) {
            return;
        }
        deletedAtExit = delete;
        try {
            move(delete ? names.ofLiving() : names.ofClosed());
            if (delete) {
                path.toFile().deleteOnExit();
            }
        } catch (IOException | IllegalStateException e) {
            // It stays, and will be found; or the JVM is ending right now.
        }
    }

    private void move(String name) throws IOException {
        Path target = path.resolveSibling(name);
        if (!target.equals(path)) {
            path = Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    synchronized void delete() {
        try {
            // Before the lock is dropped, so that nobody takes it for one that was left.
            if (!deleted) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            // It will be found, and deleted then.
        }
        unlock();
    }

    /** Drops the lock, so that others find it. */
    synchronized void leave() {
        try {
            if (!deleted) {
                move(names.ofClosed());
            }
        } catch (IOException e) {
            // It will be found once this process is dead.
        }
        unlock();
    }

    private void unlock() {
        try {
            file.close();
        } catch (IOException e) {
            // The death of the process closes it.
        }
    }

    /** A directory that anybody could have made, because its name is known, must be of the one who uses it. */
    private static void requireOwnDirectory(Path directory, Path ownFile) throws IOException {
        if (JournalDirectories.ofProcess().isTemporary(directory)
                && (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                        || !Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(ownFile)))) {
            throw new IOException(directory + " belongs to somebody else");
        }
    }

    private static FileAttribute<?>[] onlyForOwner(Path directory, String permissions) {
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** What others have done to a file. */
    enum State {
        /** Nothing. */
        WHOLE,
        /** It has no name any more, or its name is another's. What was mapped is still there. */
        DELETED,
        /** A part of what was mapped is gone. */
        CUT_SHORT
    }

    /** Fills a file with zeros. */
    @FunctionalInterface
    interface Zeros {
        void write(RandomAccessFile file, long size) throws IOException;
    }
}
