package dev.webcheck.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The script prints the help from files, because a help that must be built first is none. */
class HelpTest {

    private static final Path FOLDER = Path.of("src/main/help");

    @ParameterizedTest
    @ValueSource(strings = {"webcheck", "up", "reset"})
    void the_help_in_the_file_is_the_help_of_the_command(String name) throws IOException {
        CommandLine webcheck = Webcheck.commandLine();
        CommandLine command = webcheck.getSubcommands().getOrDefault(name, webcheck);

        assertThat(Files.readString(FOLDER.resolve(name + ".txt"), StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines(command.getUsageMessage(CommandLine.Help.Ansi.OFF));
    }
}
