package dev.webcheck.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Starts servers from binaries that the library extracts once a machine, in a folder {@code PG-…} of the temporary one. If a
 * process is killed while it extracts, the library fails at the files that are there already, at every later start; so they are
 * deleted and extracted again.
 */
final class PostgresBinaries {

    private static final String FOLDER_PREFIX = "PG-";

    private PostgresBinaries() {}

    static EmbeddedPostgres start(EmbeddedPostgres.Builder server) throws IOException {
        try {
            return server.start();
        } catch (ExceptionInInitializerError e) {
            TemporaryFolder.delete(halfExtracted(e.getCause()).orElseThrow(() -> failure(e)));
        }
        try {
            return server.start();
        } catch (ExceptionInInitializerError e) {
            throw failure(e);
        }
    }

    private static Optional<Path> halfExtracted(@Nullable Throwable cause) {
        Path path = cause instanceof FileAlreadyExistsException exists ? Path.of(exists.getFile()) : null;
        while (path != null
                && !Optional.ofNullable(path.getFileName())
                        .map(Path::toString)
                        .orElse("")
                        .startsWith(FOLDER_PREFIX)) {
            path = path.getParent();
        }
        return Optional.ofNullable(path);
    }

    private static IOException failure(ExceptionInInitializerError e) {
        return new IOException("its binaries cannot be extracted: " + e.getCause(), e);
    }
}
