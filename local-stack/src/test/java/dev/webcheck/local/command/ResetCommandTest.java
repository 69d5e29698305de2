package dev.webcheck.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ResetCommandTest {

    private final Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine webcheck =
            Webcheck.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

    ResetCommandTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("kafka/topic-0"));
        Files.writeString(folder.resolve("kafka/topic-0/segment.log"), "records");
        Files.writeString(folder.resolve("somebody-elses.txt"), "not ours");
    }

    @Test
    void it_deletes_what_was_recorded_and_nothing_else() {
        assertThat(webcheck.execute("reset", "--data", folder.toString())).isZero();

        assertThat(folder.resolve("kafka")).doesNotExist();
        assertThat(folder.resolve("somebody-elses.txt")).exists();
        assertThat(out.toString()).contains("Emptied " + folder);
    }

    @Test
    void while_the_folder_is_in_use_it_refuses() {
        try (DataFolder held = DataFolder.hold(folder)) {
            assertThat(webcheck.execute("reset", "--data", held.path().toString()))
                    .isEqualTo(1);
        }

        assertThat(folder.resolve("kafka/topic-0/segment.log")).exists();
        assertThat(err.toString()).contains("is running with its data in " + folder, "Ctrl-C");
    }
}
