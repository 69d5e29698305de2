package dev.webcheck.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenFilesTest {

    private final EventCodec codec = new EventCodec();

    static List<Golden.Example> valid() {
        return Golden.valid();
    }

    static List<Golden.Example> canonical() {
        return Golden.valid().stream().filter(example -> !example.isVariant()).toList();
    }

    static List<Golden.CounterExample> invalid() {
        return Golden.invalid();
    }

    static List<Golden.CounterExample> invalidToTheSchema() {
        return Golden.invalid().stream()
                .filter(Golden.CounterExample::schemaSeesIt)
                .toList();
    }

    @Test
    void every_expected_event_has_a_file_and_every_file_an_expected_event() {
        assertThat(Golden.valid())
                .extracting(Golden.Example::name)
                .containsExactlyInAnyOrderElementsOf(GoldenEvents.BY_NAME.keySet());
        assertThat(Golden.invalid()).hasSizeGreaterThan(50);
    }

    @ParameterizedTest
    @MethodSource("valid")
    void is_read_as_what_it_says(Golden.Example example) {
        assertThat(codec.decode(example.json())).isEqualTo(GoldenEvents.BY_NAME.get(example.name()));
    }

    @ParameterizedTest
    @MethodSource("canonical")
    void is_written_back_as_it_was_but_for_unknown_fields(Golden.Example example) {
        ObjectNode known = (ObjectNode) Schemas.tree(example.json());
        known.retain(schemaOf(known)
                .get("properties")
                .propertyStream()
                .map(Map.Entry::getKey)
                .toList());

        JsonNode written = Schemas.tree(codec.encode(codec.decode(example.json())));

        assertThat(withSortedIds(written)).isEqualTo(withSortedIds(known));
    }

    @ParameterizedTest
    @MethodSource("valid")
    void is_valid_by_its_own_schema_and_by_that_of_all_events(Golden.Example example) {
        String type = Schemas.tree(example.json()).get("type").textValue();

        assertThat(Schemas.faults(String.valueOf(Schemas.BY_TYPE.get(type)), example.json()))
                .isEmpty();
        assertThat(Schemas.faults("event.schema.json", example.json())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void is_refused_with_exactly_what_is_wrong(Golden.CounterExample example) {
        var refusal = catchThrowableOfType(InvalidEventException.class, () -> codec.decode(example.json()));

        assertThat(refusal.violations())
                .extracting(InvalidEventException.Violation::toString)
                .containsExactlyInAnyOrderElementsOf(example.violations());
    }

    @ParameterizedTest
    @MethodSource("invalidToTheSchema")
    void is_refused_by_the_schema_too(Golden.CounterExample example) {
        assertThat(Schemas.faults("event.schema.json", example.json())).isNotEmpty();
    }

    private static JsonNode schemaOf(JsonNode event) {
        return Schemas.read(String.valueOf(Schemas.BY_TYPE.get(event.get("type").textValue())));
    }

    private static JsonNode withSortedIds(JsonNode event) {
        ObjectNode copy = event.deepCopy();
        if (copy.has("openRequests")) {
            var sorted = Schemas.JSON.createArrayNode();
            copy.get("openRequests").forEach(open -> {
                if (open instanceof ObjectNode object) {
                    object.retain("id", "phase");
                }
            });
            copy.get("openRequests")
                    .valueStream()
                    .sorted(Comparator.comparing(JsonNode::toString))
                    .forEach(sorted::add);
            copy.set("openRequests", sorted);
        }
        return copy;
    }
}
