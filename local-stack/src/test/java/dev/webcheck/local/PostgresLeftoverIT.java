package dev.webcheck.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresLeftoverIT {

    private final Path folder;
    private final int port = Ports.anyFree();
    private final Process owner;

    PostgresLeftoverIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // the first start on a machine extracts the binaries
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PostgresOwner.class.getName(),
                        folder.toString(),
                        String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("owner.log").toFile())
                .start();
    }

    @BeforeEach
    void wait_for_the_server() {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(folder.resolve("owner.log"))
                .content()
                .contains("started on " + port));
    }

    @AfterEach
    void leave_nothing_behind() {
        owner.destroyForcibly().onExit().join();
        EmbeddedPostgres.endOrphan(folder);
    }

    @Test
    void the_server_of_a_killed_process_is_ended_and_its_data_taken_over() {
        owner.destroyForcibly().onExit().join();
        ProcessHandle orphan = Postmaster.of(folder.resolve("data")).orElseThrow();

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, port)) {
            assertThat(orphan.isAlive()).isFalse();
            assertThat(postgres.ended()).isNotDone();
        }
    }

    @Test
    void the_server_of_a_living_process_is_left_alone() {
        assertThatThrownBy(() -> EmbeddedPostgres.start(folder, Ports.anyFree()))
                .isInstanceOf(LocalServerException.class)
                .hasMessageContaining("is running with its data in " + folder);
        assertThat(Postmaster.of(folder.resolve("data"))).isPresent();
    }
}
