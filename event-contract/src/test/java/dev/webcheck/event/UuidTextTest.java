package dev.webcheck.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UuidTextTest {

    @Property
    void every_uuid_is_read_from_its_text(@ForAll long most, @ForAll long least) {
        UUID uuid = new UUID(most, least);

        assertThat(UuidText.parse(uuid.toString())).contains(uuid);
        assertThat(UuidText.parse(uuid.toString().toUpperCase(Locale.ROOT))).contains(uuid);
    }

    @Property
    void a_text_with_one_wrong_character_is_no_uuid(
            @ForAll long most, @ForAll long least, @ForAll @IntRange(max = 35) int place, @ForAll char c) {
        String text = new UUID(most, least).toString();
        String changed = text.substring(0, place) + c + text.substring(place + 1);
        boolean isDigit = "0123456789abcdefABCDEF".indexOf(c) >= 0;

        boolean isUuid = text.charAt(place) == '-' ? c == '-' : isDigit;
        assertThat(UuidText.parse(changed).isPresent()).isEqualTo(isUuid);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-2-3-4-5",
                "+0000000-0000-7000-8000-000000000000",
                "00000000-0000-7000-8000-00000000000",
                "00000000-0000-7000-8000-0000000000000",
                "00000000000070008000000000000000",
                "0000000000000-7000-8000-000000000000",
                "{0000000-0000-7000-8000-00000000000}"
            })
    void groups_of_other_lengths_and_signs_are_none(String text) {
        assertThat(UuidText.parse(text)).isEmpty();
    }
}
