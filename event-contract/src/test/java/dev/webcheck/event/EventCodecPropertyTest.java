package dev.webcheck.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@PropertyDefaults(tries = 200)
@Domain(Events.class)
@Domain(DomainContext.Global.class)
class EventCodecPropertyTest {

    private static final Set<String> REQUIRED = Set.of(
            "type",
            "id",
            "callId",
            "attempt",
            "instanceId",
            "service",
            "method",
            "url",
            "outcome",
            "durationNanos",
            "sequence",
            "leaseMillis",
            "reason",
            "begun",
            "ended",
            "unrecorded",
            "openRequestsBefore",
            "openRequests");

    private final EventCodec codec = new EventCodec();

    @Property
    void what_is_written_is_read_as_the_same(@ForAll Event event) {
        assertThat(codec.decode(codec.encode(event))).isEqualTo(event);
    }

    @Property
    void what_is_written_is_one_line_of_utf_8(@ForAll Event event) {
        byte[] json = codec.encode(event);

        String text = new String(json, StandardCharsets.UTF_8);
        assertThat(text.getBytes(StandardCharsets.UTF_8)).isEqualTo(json);
        assertThat(text).doesNotContain("\n", "\r").startsWith("{\"type\":\"");
    }

    @Property
    void the_order_of_fields_does_not_matter(@ForAll Event event, @ForAll Random random) {
        List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(tree(event).properties());
        Collections.shuffle(fields, random);
        ObjectNode shuffled = Schemas.JSON.createObjectNode();
        fields.forEach(field -> shuffled.set(field.getKey(), field.getValue()));

        assertThat(codec.decode(bytes(shuffled))).isEqualTo(event);
    }

    @Property
    void unknown_fields_of_any_kind_are_passed_over(@ForAll Event event, @ForAll @From("unknown") JsonNode value) {
        ObjectNode more = Schemas.JSON.createObjectNode();
        more.set("a", value);
        more.setAll(tree(event));
        more.set("z", value);

        assertThat(codec.decode(bytes(more))).isEqualTo(event);
    }

    @Property
    void a_field_without_its_value_is_told_by_name(@ForAll Event event, @ForAll Random random) {
        ObjectNode fields = tree(event);
        List<String> required = new ArrayList<>(fields.properties().stream()
                .map(Map.Entry::getKey)
                .filter(REQUIRED::contains)
                .toList());
        String field = required.get(random.nextInt(required.size()));
        ObjectNode without = fields.deepCopy();
        without.remove(field);
        ObjectNode withNull = fields.deepCopy();
        withNull.putNull(field);

        assertThatThrownBy(() -> codec.decode(bytes(without)))
                .isInstanceOf(InvalidEventException.class)
                .hasMessage(field + " is missing");
        assertThatThrownBy(() -> codec.decode(bytes(withNull))).hasMessage(field + " is missing");
    }

    @Property
    void a_value_of_another_type_is_told_by_name(
            @ForAll Event event, @ForAll @From("wrongTypes") JsonNode wrong, @ForAll Random random) {
        ObjectNode fields = tree(event);
        List<String> names = fields.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !fields.get(name).isObject() || !wrong.isObject())
                .filter(name -> !fields.get(name).isBoolean() || !wrong.isBoolean())
                .toList();
        String field = names.get(random.nextInt(names.size()));
        fields.set(field, wrong);

        assertThatThrownBy(() -> codec.decode(bytes(fields)))
                .isInstanceOfSatisfying(InvalidEventException.class, e -> assertThat(e.violations())
                        .extracting(InvalidEventException.Violation::field)
                        .singleElement()
                        .asString()
                        .startsWith(field));
    }

    @Property
    void a_value_of_another_type_in_an_object_is_told_by_name(
            @ForAll Event event, @ForAll @From("wrongTypes") JsonNode wrong, @ForAll Random random) {
        ObjectNode fields = tree(event);
        List<JsonNode> objects = new ArrayList<>();
        fields.elements().forEachRemaining(value -> (value.isArray() ? value : List.of(value)).forEach(objects::add));
        objects.removeIf(value -> !value.isObject() || value.isEmpty());
        Assume.that(!objects.isEmpty());
        ObjectNode object = (ObjectNode) objects.get(random.nextInt(objects.size()));
        List<String> names = object.properties().stream().map(Map.Entry::getKey).toList();
        String field = names.get(random.nextInt(names.size()));
        object.set(field, wrong);

        assertThatThrownBy(() -> codec.decode(bytes(fields)))
                .isInstanceOfSatisfying(InvalidEventException.class, e -> assertThat(e.violations())
                        .extracting(InvalidEventException.Violation::field)
                        .singleElement()
                        .asString()
                        .contains("." + field.substring(0, Math.min(50, field.length()))));
    }

    @Property
    void a_field_given_twice_is_told_by_name(@ForAll Event event, @ForAll Random random) {
        ObjectNode fields = tree(event);
        List<String> names = fields.properties().stream().map(Map.Entry::getKey).toList();
        String field = names.get(random.nextInt(names.size()));
        String text = new String(bytes(fields), StandardCharsets.UTF_8);
        String twice = text.substring(0, text.length() - 1) + ",\"" + field + "\":" + fields.get(field) + "}";

        assertThatThrownBy(() -> codec.decode(twice.getBytes(StandardCharsets.UTF_8)))
                .hasMessage(field + " must not be given twice");
    }

    @Property
    void what_is_cut_short_is_refused(@ForAll Event event, @ForAll Random random) {
        byte[] json = codec.encode(event);
        byte[] cut = Arrays.copyOf(json, random.nextInt(json.length));

        assertThatThrownBy(() -> codec.decode(cut)).isInstanceOf(InvalidEventException.class);
        assertThatThrownBy(() -> codec.decodeAll(unclosed(json, cut))).isInstanceOf(InvalidEventException.class);
    }

    @Property
    void an_array_is_read_as_its_elements_would_be_alone(
            @ForAll @Size(min = 1, max = 5) List<Event> events, @ForAll Random random) {
        List<byte[]> elements = new ArrayList<>();
        for (Event event : events) {
            byte[] json = codec.encode(event);
            if (random.nextBoolean()) {
                // a digit keeps strings and numbers whole
                replaceADigit(json, random);
            }
            elements.add(json);
        }
        byte[] text = closed(elements);

        List<EventCodec.Element> read = codec.decodeAll(text);

        assertThat(read).hasSameSizeAs(elements);
        for (int i = 0; i < read.size(); i++) {
            byte[] alone = elements.get(i);
            assertThat(read.get(i).slice().of(text)).isEqualTo(alone);
            if (read.get(i) instanceof EventCodec.Element.Valid valid) {
                assertThat(codec.decode(alone)).isEqualTo(valid.event());
            } else if (read.get(i) instanceof EventCodec.Element.Invalid invalid) {
                assertThatThrownBy(() -> codec.decode(alone))
                        .hasMessage(invalid.reason().getMessage());
            }
        }
    }

    private static void replaceADigit(byte[] json, Random random) {
        int start = random.nextInt(json.length);
        for (int i = start; i < json.length; i++) {
            if (json[i] >= '1' && json[i] <= '9') {
                json[i] = (byte) ('1' + random.nextInt(9));
                return;
            }
        }
    }

    @Property(tries = 1_000)
    void whatever_the_bytes_they_are_refused_or_read_for_good(
            @ForAll Event event, @ForAll Random random, @ForAll @IntRange(min = 1, max = 4) int changes) {
        byte[] json = codec.encode(event);
        for (int i = 0; i < changes; i++) {
            json[random.nextInt(json.length)] = someByte(random);
        }

        refusedOrReadForGood(json);
    }

    @Property
    void noise_is_refused(@ForAll byte[] noise) {
        refusedOrReadForGood(noise);
    }

    @Provide
    Arbitrary<JsonNode> unknown() {
        Arbitrary<JsonNode> leaf = Arbitraries.of(
                        "null",
                        "true",
                        "-0.0",
                        "1e400",
                        "9".repeat(900),
                        "\"\\ud800\"",
                        "[]",
                        "{}",
                        "\"x\"",
                        "{\"type\":1}")
                .map(text -> Schemas.tree(text.getBytes(StandardCharsets.UTF_8)));
        return Arbitraries.recursive(
                () -> leaf,
                inner -> Arbitraries.oneOf(
                        inner.list()
                                .ofMaxSize(3)
                                .map(list -> Schemas.JSON.createArrayNode().addAll(list)),
                        inner.map(value -> Schemas.JSON.createObjectNode().set("id", value))),
                0,
                15);
    }

    /** Values that suit no field of any event. */
    @Provide
    Arbitrary<JsonNode> wrongTypes() {
        return Arbitraries.of(
                        "true",
                        "false",
                        "1.5",
                        "1e2",
                        "-7.0",
                        "{}",
                        "{\"a\":[1]}",
                        "[[]]",
                        "[1]",
                        "[null]",
                        "9".repeat(40),
                        "-" + "9".repeat(40))
                .map(text -> Schemas.tree(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void refusedOrReadForGood(byte[] json) {
        try {
            Event event = codec.decode(json);
            assertThat(codec.decode(codec.encode(event))).isEqualTo(event);
        } catch (InvalidEventException e) {
            assertThat(e.violations()).isNotEmpty();
        }
    }

    private static byte someByte(Random random) {
        byte[] telling = "{}[]\",:\\0179-+.eEtfnuU \n\t\0\u007f".getBytes(StandardCharsets.UTF_8);
        return random.nextBoolean() ? telling[random.nextInt(telling.length)] : (byte) random.nextInt(256);
    }

    private ObjectNode tree(Event event) {
        return (ObjectNode) Schemas.tree(codec.encode(event));
    }

    private static byte[] bytes(JsonNode tree) {
        try {
            return Schemas.JSON.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static byte[] unclosed(byte[] first, byte[] second) {
        String text =
                "[" + new String(first, StandardCharsets.UTF_8) + "," + new String(second, StandardCharsets.UTF_8);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] closed(List<byte[]> elements) {
        return elements.stream()
                .map(json -> new String(json, StandardCharsets.UTF_8))
                .collect(Collectors.joining(",", "[", "]"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
