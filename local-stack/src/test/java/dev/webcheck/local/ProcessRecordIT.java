package dev.webcheck.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRecordIT {

    private final Path folder;
    private final Process process;

    ProcessRecordIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.process = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void leave_nothing_behind() {
        process.destroyForcibly().onExit().join();
    }

    @Test
    void what_an_earlier_run_left_running_is_ended_and_forgotten() {
        new ProcessRecord(folder).add(process.toHandle(), "sleep 600");

        assertThat(new ProcessRecord(folder).endAll()).isEqualTo(1);

        assertThat(process.isAlive()).isFalse();
        assertThat(new ProcessRecord(folder).endAll()).isZero();
    }

    @Test
    void a_process_with_the_same_id_and_another_command_is_left_alone() {
        new ProcessRecord(folder).add(process.toHandle(), "worker-service/quarkus-run.jar");

        assertThat(new ProcessRecord(folder).endAll()).isZero();

        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void a_process_with_the_same_id_that_started_at_another_time_is_left_alone() throws IOException {
        Files.writeString(folder.resolve("processes"), process.pid() + " 1000 sleep 600\n");

        assertThat(new ProcessRecord(folder).endAll()).isZero();

        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void a_note_that_was_torn_by_a_crash_does_no_harm() throws IOException {
        Files.writeString(folder.resolve("processes"), "12\n\nx y z\n" + process.pid());

        assertThat(new ProcessRecord(folder).endAll()).isZero();
    }
}
