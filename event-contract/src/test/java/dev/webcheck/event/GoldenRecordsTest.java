package dev.webcheck.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenRecordsTest {

    private final EventCodec codec = new EventCodec();

    static List<Golden.ArrayExample> records() {
        return Golden.records();
    }

    @ParameterizedTest
    @MethodSource("records")
    void each_element_is_an_event_or_is_refused_with_what_is_wrong(Golden.ArrayExample example) {
        assertThat(codec.decodeAll(example.json()))
                .extracting(GoldenRecordsTest::told)
                .isEqualTo(example.elements());
    }

    @ParameterizedTest
    @MethodSource("records")
    void is_valid_by_the_schema_if_every_element_is_an_event(Golden.ArrayExample example) {
        boolean valid = example.elements().stream().allMatch(Schemas.BY_TYPE::containsKey);

        assertThat(Schemas.faults("record.schema.json", example.json()).isEmpty())
                .isEqualTo(valid);
    }

    @ParameterizedTest
    @MethodSource("records")
    void an_older_reader_refuses_the_whole_record(Golden.ArrayExample example) {
        // What a worker does that knows single events only: the record becomes a dead letter, which can be republished.
        assertThatThrownBy(() -> codec.decode(example.json()))
                .isInstanceOf(InvalidEventException.class)
                .hasMessage("$ must be a JSON object");
    }

    private static String told(EventCodec.Element element) {
        if (element instanceof EventCodec.Element.Valid valid) {
            return valid.event().getClass().getSimpleName();
        }
        return String.valueOf(((EventCodec.Element.Invalid) element).reason().getMessage());
    }
}
