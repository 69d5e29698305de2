package dev.webcheck.client.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalDirectoriesTest {

    private static final String DESTINATION = "kafka:9092/webcheck.request-events";

    private final Path root;
    private final Path home;
    private final Path temporary;

    JournalDirectoriesTest(@TempDir Path root) throws IOException {
        this.root = root;
        home = Files.createDirectory(root.resolve("home"));
        temporary = Files.createDirectory(root.resolve("tmp"));
    }

    @Test
    void journals_are_kept_where_the_user_keeps_state() throws IOException {
        assertThat(of("Linux", Map.of()).directory(DESTINATION).getParent())
                .isEqualTo(home.resolve(".local/state/webcheck"));
        assertThat(of("Mac OS X", Map.of()).directory(DESTINATION).getParent())
                .isEqualTo(home.resolve("Library/Application Support/webcheck"));

        Path set = Files.createDirectory(root.resolve("set"));
        assertThat(of("Linux", Map.of("XDG_STATE_HOME", set.toString()))
                        .directory(DESTINATION)
                        .getParent())
                .isEqualTo(set.resolve("webcheck"));
        assertThat(of("Windows 11", Map.of("LOCALAPPDATA", set.toString()))
                        .directory(DESTINATION)
                        .getParent())
                .isEqualTo(set.resolve("webcheck"));
    }

    @Test
    void each_destination_has_its_own() {
        JournalDirectories directories = of("Linux", Map.of());
        assertThat(directories.directory("one")).isNotEqualTo(directories.directory("other"));
        assertThat(directories.directory("one")).isEqualTo(directories.directory("one"));
    }

    @Test
    void without_such_a_place_they_are_kept_with_temporary_files() throws IOException {
        Path expected = of("Linux", Map.of()).temporary(DESTINATION);
        assertThat(expected.getParent()).isEqualTo(temporary);
        assertThat(of("Windows 11", Map.of()).directory(DESTINATION)).isEqualTo(expected);
        for (String nowhere : new String[] {"", "/", "?", "relative", "a\0b", "/proc/self/nowhere"}) {
            assertThat(new JournalDirectories(Map.of(), "Linux", nowhere, temporary.toString(), "me")
                            .directory(DESTINATION)
                            .getParent())
                    .as(nowhere)
                    .isEqualTo(temporary);
        }
        Files.createFile(home.resolve(".local"));
        assertThat(of("Linux", Map.of()).directory(DESTINATION)).isEqualTo(expected);
    }

    @Test
    void what_was_left_where_they_were_kept_before_is_still_looked_for() throws IOException {
        JournalDirectories directories = of("Linux", Map.of());
        Path used = directories.directory(DESTINATION);
        Path before = directories.temporary(DESTINATION);
        assertThat(directories.ofLeftovers(used, DESTINATION)).containsExactly(used, before);
        assertThat(directories.ofLeftovers(root, DESTINATION)).containsExactly(root);

        Journal old = Journal.open(Records.settings(before));
        Records.begin(old, new UUID(1, 2), "begin");
        old.close(false);
        LeftoverJournals left =
                new LeftoverJournals(directories.ofLeftovers(used, DESTINATION).toArray(Path[]::new));
        assertThat(left.find()).hasSize(1).allSatisfy(DeadJournal::delete);
    }

    private JournalDirectories of(String system, Map<String, String> environment) {
        return new JournalDirectories(environment, system, home.toString(), temporary.toString(), "me");
    }
}
