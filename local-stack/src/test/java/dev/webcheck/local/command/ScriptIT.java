package dev.webcheck.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script itself, as far as it goes without a build. */
class ScriptIT {

    private static final Path SCRIPT = Path.of("../webcheck").toAbsolutePath().normalize();

    private final Path folder;

    ScriptIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void it_helps_from_any_folder_and_through_a_link() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("wc"), SCRIPT);

        Ended ended = run(Map.of(), link.toString(), "--help");

        assertThat(ended.exitCode).isZero();
        assertThat(ended.output).startsWith("Usage: ./webcheck").contains("up", "reset");
    }

    @Test
    void each_command_helps_without_being_run() throws Exception {
        assertThat(run(Map.of(), SCRIPT.toString(), "up", "--help").output).contains("--query-port");
        assertThat(run(Map.of(), SCRIPT.toString(), "help", "reset").output).startsWith("Usage: ./webcheck reset");
    }

    @Test
    void the_benches_help_as_well_and_a_missing_or_unknown_one_is_named_without_a_build() throws Exception {
        assertThat(run(Map.of(), SCRIPT.toString(), "help", "bench").output).startsWith("Usage: ./webcheck bench");
        assertThat(run(Map.of(), SCRIPT.toString(), "bench", "kill", "-h").output)
                .contains("--kills");

        Ended missing = run(Map.of(), SCRIPT.toString(), "bench");
        assertThat(missing.exitCode).isEqualTo(2);
        assertThat(missing.output).startsWith("Say what to measure").contains("Usage: ./webcheck bench");
        Ended unknown = run(Map.of(), SCRIPT.toString(), "bench", "skd");
        assertThat(unknown.exitCode).isEqualTo(2);
        assertThat(unknown.output).startsWith("Unknown bench: skd").contains("Usage: ./webcheck bench");
    }

    @Test
    void the_commands_for_dead_letters_help_as_well_and_a_missing_or_unknown_one_is_named() throws Exception {
        assertThat(run(Map.of(), SCRIPT.toString(), "help", "dead-letters").output)
                .startsWith("Usage: ./webcheck dead-letters [-h] COMMAND");
        assertThat(run(Map.of(), SCRIPT.toString(), "dead-letters", "republish", "--help").output)
                .contains("--dry-run");

        Ended missing = run(Map.of(), SCRIPT.toString(), "dead-letters");
        assertThat(missing.exitCode).isEqualTo(2);
        assertThat(missing.output).startsWith("Say what to do with them").contains("republish");
        Ended unknown = run(Map.of(), SCRIPT.toString(), "dead-letters", "delete");
        assertThat(unknown.exitCode).isEqualTo(2);
        assertThat(unknown.output).startsWith("Unknown command: delete").contains("Usage: ./webcheck dead-letters");
    }

    @Test
    void an_unknown_command_is_named() throws Exception {
        Ended ended = run(Map.of(), SCRIPT.toString(), "dwon");

        assertThat(ended.exitCode).isEqualTo(2);
        assertThat(ended.output).startsWith("Unknown command: dwon").contains("Usage: ./webcheck");
    }

    @Test
    void without_a_java_it_says_what_to_install() throws Exception {
        Ended ended = run(Map.of("PATH", toolsWithoutJava().toString()), SCRIPT.toString(), "up");

        assertThat(ended.exitCode).isEqualTo(1);
        assertThat(ended.output).contains("needs a JDK, version 17 or newer", "Install one");
    }

    @Test
    void a_java_that_is_too_old_is_named_with_its_version() throws Exception {
        Path tools = toolsWithoutJava();
        Path old = executable(tools.resolve("java"), "echo 'openjdk version \"1.8.0_392\"' >&2");

        Ended ended = run(Map.of("PATH", tools.toString()), SCRIPT.toString(), "up");

        assertThat(ended.exitCode).isEqualTo(1);
        assertThat(ended.output).contains(old + " is Java 8.");
    }

    /** A folder with what any system has, and no Java. */
    private Path toolsWithoutJava() throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : List.of("bash", "cat", "dirname", "env", "head", "readlink", "sed")) {
            Path found = Path.of("/usr/bin", tool);
            Path real = Files.exists(found) ? found : Path.of("/bin", tool);
            executable(tools.resolve(tool), "exec " + real + " \"$@\"");
        }
        return tools;
    }

    private static Path executable(Path file, String command) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + command + "\n", StandardCharsets.UTF_8);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private Ended run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(command));
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().remove("JAVA_HOME");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private record Ended(int exitCode, String output) {}
}
