package dev.webcheck.worker.deadletters;

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

    @ParameterizedTest
    @ValueSource(strings = {"", "-list", "-republish"})
    void the_help_in_the_file_is_the_help_of_the_command(String command) throws IOException {
        CommandLine deadLetters = DeadLettersCommand.commandLine();
        CommandLine asked = deadLetters.getSubcommands().getOrDefault(command.replace("-", ""), deadLetters);

        String help = asked.getUsageMessage(CommandLine.Help.Ansi.OFF);

        assertThat(Files.readString(Path.of("src/main/help/dead-letters" + command + ".txt"), StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines(help);
    }
}
