package dev.webcheck.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @Test
    void the_last_lines_are_shown_without_the_frames_of_stack_traces(@TempDir Path folder) throws IOException {
        Path log = folder.resolve("a.log");
        Files.writeString(log, """
                first
                second
                java.lang.IllegalStateException: no database
                \tat a.B.c(B.java:1)
                Caused by: java.net.ConnectException: refused
                \t... 3 more
                """);

        assertThat(LogTail.of(log, 3))
                .containsExactly(
                        "second",
                        "java.lang.IllegalStateException: no database",
                        "Caused by: java.net.ConnectException: refused");
    }

    @Test
    void a_log_that_was_never_written_has_no_lines(@TempDir Path folder) {
        assertThat(LogTail.of(folder.resolve("missing.log"), 3)).isEmpty();
    }
}
