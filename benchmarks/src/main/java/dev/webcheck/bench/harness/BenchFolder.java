package dev.webcheck.bench.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder for the journals and logs of one bench, which is deleted with all that is in it when it is closed.
 *
 * @param path where it is
 */
public record BenchFolder(Path path) implements AutoCloseable {

    /**
     * Makes a folder.
     *
     * @param bench the name of the bench
     * @return an empty folder
     * @throws IOException if none can be made
     */
    public static BenchFolder of(String bench) throws IOException {
        return new BenchFolder(Files.createTempDirectory("webcheck-bench-" + bench));
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
