package dev.webcheck.local.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder where all data of {@code up} lies, held by one command at a time. The system lets go of it when we die. */
final class DataFolder implements AutoCloseable {

    /** All that is ever written into it, and so all that is ever deleted from it. */
    private static final List<String> CONTENT = List.of("kafka", "postgres", "journals", "logs", "processes");

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static DataFolder hold(Path folder) {
        Path path = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            Path lockFile = path.resolve("lock");
            FileChannel channel = FileChannel.open(
                    lockFile, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                String holder = Files.readString(lockFile).trim();
                channel.close();
                throw new CommandFailure("`./webcheck up` is running with its data in " + path + " already"
                        + (holder.isEmpty() ? "" : " (process " + holder + ")")
                        + ".\nStop it first, with Ctrl-C where it runs.");
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(
                    String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DataFolder(path, channel);
        } catch (IOException e) {
            throw new CommandFailure("The folder " + path + " cannot be used for data: " + e);
        }
    }

    Path path() {
        return path;
    }

    /** Where logs lie, made if it is missing. */
    Path logs() {
        try {
            return Files.createDirectories(path.resolve("logs"));
        } catch (IOException e) {
            throw new CommandFailure("The folder " + path + " cannot be used for data: " + e);
        }
    }

    /** Where the journals of the example lie, so that they go when what they tell of goes. */
    Path journals() {
        return path.resolve("journals");
    }

    void empty() {
        CONTENT.forEach(name -> delete(path.resolve(name)));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not let go of " + path, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void delete(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new CommandFailure("Could not delete " + tree + ": " + e);
        }
    }
}
