package dev.webcheck.event.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionSettingsTest {

    @Test
    void names_replace_the_built_in_ones_or_add_to_them() {
        assertThat(RedactionSettings.parse("ssn, card-number", false))
                .isEqualTo(new RedactionSettings(false, Set.of("ssn", "card-number"), Set.of(), false));
        assertThat(RedactionSettings.parse("+ssn,-pin", true))
                .isEqualTo(new RedactionSettings(true, Set.of("ssn"), Set.of("pin"), true));
        assertThat(RedactionSettings.parse("", false))
                .isEqualTo(new RedactionSettings(false, Set.of(), Set.of(), false));
        assertThat(RedactionSettings.parse("+", false)).isEqualTo(RedactionSettings.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,,b", "+a,", "user[password]", "-", "+-", "a b", "a=b", "a%20"})
    void what_is_no_name_is_refused(String names) {
        assertThatThrownBy(() -> RedactionSettings.parse(names, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("names of query parameters");
    }

    @Test
    void there_are_at_most_200_names() {
        String most = IntStream.range(0, 200).mapToObj(i -> "n" + i).collect(Collectors.joining(","));
        assertThat(RedactionSettings.parse("+" + most, false).sensitive()).hasSize(200);
        assertThatThrownBy(() -> RedactionSettings.parse(most + ",x", false)).hasMessageContaining("at most 200");
    }
}
