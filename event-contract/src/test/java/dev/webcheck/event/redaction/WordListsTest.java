package dev.webcheck.event.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WordListsTest {

    private static final WordLists LISTS = WordLists.read();

    @Test
    void the_lists_have_a_version() {
        assertThat(LISTS.version()).isPositive();
    }

    @Test
    void there_is_no_section_that_nothing_reads() {
        assertThat(LISTS.sections())
                .containsOnlyKeys(
                        "secret",
                        "secret-ending",
                        "secret-alone",
                        "random",
                        "random-alone",
                        "harmless",
                        "about",
                        "asking",
                        "path-secret",
                        "path-random",
                        "path-slack");
        assertThat(LISTS.sections().values())
                .allSatisfy(phrases -> assertThat(phrases).isNotEmpty().allSatisfy(phrase -> assertThat(phrase)
                        .matches("[a-z0-9]{1,40}")));
    }

    @Test
    void no_phrase_means_two_things_in_the_same_place() {
        assertThat(inSeveral("secret", "secret-ending", "random", "harmless")).isEmpty();
        assertThat(inSeveral("secret-alone", "random-alone")).isEmpty();
        assertThat(inSeveral("path-secret", "path-random", "path-slack")).isEmpty();
    }

    private static List<String> inSeveral(String... sections) {
        Set<String> seen = new HashSet<>();
        List<String> twice = new ArrayList<>();
        for (String section : sections) {
            for (String phrase : Set.copyOf(LISTS.phrases(section))) {
                if (!seen.add(phrase)) {
                    twice.add(section + ": " + phrase);
                }
            }
        }
        return twice;
    }
}
