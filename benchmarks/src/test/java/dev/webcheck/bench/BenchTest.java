package dev.webcheck.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.bench.harness.BenchFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BenchTest {

    /** The script prints the help from files, because a help that must be built first is none. */
    @ParameterizedTest
    @ValueSource(strings = {"bench", "bench-sdk", "bench-kill", "bench-pipeline", "bench-latency", "bench-query"})
    void the_help_in_the_file_is_the_help_of_the_command(String name) throws IOException {
        CommandLine bench = Bench.commandLine();
        CommandLine command = bench.getSubcommands().getOrDefault(name.replace("bench-", ""), bench);

        assertThat(Files.readString(Path.of("src/main/help", name + ".txt"), StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines(command.getUsageMessage(CommandLine.Help.Ansi.OFF));
    }

    @ParameterizedTest
    @CsvSource({
        "kill --kills 0, 0 is not 1 to",
        "pipeline --requests 7, 7 is not 10000 to",
        "kill --kills many, many",
        "pipeline --requests 7, 7 is not 10000 to",
        "latency --rate 0, 0 is not 1 to",
        "query --rows 1, 1 is not 10000 to",
        "zzz, zzz",
        "'', a BENCH is missing"
    })
    void what_cannot_be_done_is_named_with_the_help(String arguments, String named) {
        StringWriter said = new StringWriter();

        int exitCode = Bench.commandLine()
                .setErr(new PrintWriter(said))
                .execute(arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertThat(exitCode).isEqualTo(2);
        assertThat(said.toString()).contains(named, "Usage: ./webcheck bench");
    }

    @Test
    void a_failure_is_told_in_its_own_words() {
        assertThat(FailureMessage.of(new BenchFailure("It is so."))).isEqualTo("It is so.");
        assertThat(FailureMessage.of(new IllegalStateException("it broke")))
                .isEqualTo("Unexpected IllegalStateException: it broke");
    }
}
