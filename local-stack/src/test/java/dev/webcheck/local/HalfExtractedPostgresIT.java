package dev.webcheck.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HalfExtractedPostgresIT {

    private final Path folder;
    private @Nullable Process owner;

    HalfExtractedPostgresIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void leave_nothing_behind() {
        if (owner != null) {
            owner.destroyForcibly().onExit().join();
        }
        EmbeddedPostgres.endOrphan(folder);
    }

    @Test
    void binaries_of_which_a_killed_process_extracted_a_part_are_extracted_again() throws Exception {
        Path binaries = folder.resolve("binaries");
        Path library =
                Files.createDirectories(binaries.resolve(nameOfBinaries()).resolve("lib"));
        Files.createSymbolicLink(library.resolve("libicuuc.so"), Path.of("libicuuc.so.60"));
        int port = Ports.anyFree();
        Path log = folder.resolve("owner.log");

        owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dot.epg.working-dir=" + binaries,
                        "-cp",
                        System.getProperty("java.class.path"),
                        PostgresOwner.class.getName(),
                        folder.toString(),
                        String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();

        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(log).content().contains("started on " + port));
    }

    /** The library names the folder by the digest of what it extracts. */
    private static String nameOfBinaries() throws Exception {
        EmbeddedPostgres.startTemporary().close();
        try (Stream<Path> extracted = Files.list(Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg"))) {
            return extracted
                    .map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("PG-"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
