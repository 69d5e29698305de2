package dev.webcheck.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {

    private final EventCodec codec = new EventCodec();
    private final Event event = GoldenEvents.usualBegin();
    private final String json = new String(codec.encode(event), StandardCharsets.UTF_8);

    @Test
    void an_array_is_read_element_by_element() {
        assertThat(decodeAll("[" + json + " , " + json + "]"))
                .extracting(EventCodecTest::event)
                .isEqualTo(List.of(event, event));
        assertThat(decodeAll(json)).extracting(EventCodecTest::event).isEqualTo(List.of(event));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "1",
                "-1.5e9",
                "true",
                "\"RequestBegin\"",
                "[]",
                "[[[{}]]]",
                "[{\"type\":\"RequestBegin\"}]"
            })
    void what_is_no_object_keeps_its_place_among_the_events(String other) {
        List<EventCodec.Element> elements = decodeAll("[" + json + "," + other + "," + json + "," + other + "]");

        assertThat(elements).hasSize(4);
        assertThat(List.of(elements.get(0), elements.get(2)))
                .extracting(EventCodecTest::event)
                .containsOnly(event);
        assertThat(List.of(elements.get(1), elements.get(3)))
                .allSatisfy(element -> assertThat(reason(element)).isEqualTo("$ must be a JSON object"));
    }

    @Test
    void a_bad_event_keeps_its_place_among_the_good_ones() {
        String nested = "{\"x\":{\"type\":[" + json + "]},\"type\":\"RequestBegin\",\"type\":\"RequestBegin\"}";

        List<EventCodec.Element> elements = decodeAll("[{}," + json + "," + nested + "," + json + "]");

        assertThat(reason(elements.get(0))).isEqualTo("type is missing");
        assertThat(reason(elements.get(2))).isEqualTo("type must not be given twice");
        assertThat(List.of(elements.get(1), elements.get(3)))
                .extracting(EventCodecTest::event)
                .containsOnly(event);
    }

    @Test
    void a_bad_element_is_found_in_the_text() {
        for (String bad : List.of(
                "1", "-1.5e9", "null", "\"é\"", "[ ]", "{ \"type\": \"ä\" }", "[".repeat(30) + "]".repeat(30))) {
            byte[] text = ("[" + json + " , " + bad + " ," + json + "]").getBytes(StandardCharsets.UTF_8);

            List<EventCodec.Element> elements = codec.decodeAll(text);

            assertThat(List.of(elements.get(0), elements.get(2)))
                    .extracting(EventCodecTest::event)
                    .containsOnly(event);
            assertThat(new String(elements.get(2).slice().of(text), StandardCharsets.UTF_8))
                    .isEqualTo(json);
            assertThat(elements.get(1)).isInstanceOfSatisfying(EventCodec.Element.Invalid.class, invalid -> assertThat(
                            new String(invalid.slice().of(text), StandardCharsets.UTF_8))
                    .isEqualTo(bad));
        }
    }

    @Test
    void an_array_has_one_to_2000_events() {
        assertThatThrownBy(() -> decodeAll(" [ ] ")).hasMessage("$ must have 1 to 2000 events, but has none");
        assertThat(decodeAll("[" + (json + ",").repeat(1_999) + json + "]")).hasSize(2_000);
        assertThatThrownBy(() -> decodeAll("[" + (json + ",").repeat(2_000) + json + "]"))
                .hasMessage("$ must have 1 to 2000 events, but has more");
        assertThatThrownBy(() -> decodeAll("[" + "1,".repeat(500_000) + "1]"))
                .hasMessage("$ must have 1 to 2000 events, but has more");
    }

    @Test
    void a_single_value_that_is_no_event_is_refused_as_a_whole() {
        assertThatThrownBy(() -> decodeAll("{}")).hasMessage("type is missing");
        assertThatThrownBy(() -> decodeAll("1")).hasMessage("$ must be a JSON object");
    }

    @Test
    void an_event_is_read_out_of_a_larger_text() {
        byte[] text = ("x" + json + "é").getBytes(StandardCharsets.UTF_8);

        assertThat(codec.decode(text, new JsonSlice(1, text.length - 2))).isEqualTo(event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "[1", "[{}", "[{},", "[}", "{", "]", "[1]]", "[1] 1", "[1 2]", "nul", "\uFEFF{}"})
    void what_is_not_json_as_a_whole_is_refused_as_a_whole(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> codec.decode(bytes))
                .isInstanceOf(InvalidEventException.class)
                .hasMessageStartingWith("$ must be ");
        if (!text.isEmpty()) {
            assertThatThrownBy(() -> codec.decodeAll(bytes))
                    .isInstanceOf(InvalidEventException.class)
                    .hasMessageStartingWith("$ must be ");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 1_000, 1_000_000})
    void bombs_of_depth_are_refused(int depth) {
        for (String open : List.of("[", "{\"a\":", "[{\"a\":")) {
            byte[] bomb = open.repeat(depth).getBytes(StandardCharsets.UTF_8);

            assertThatThrownBy(() -> codec.decode(bomb)).isInstanceOf(InvalidEventException.class);
            assertThatThrownBy(() -> codec.decodeAll(bomb)).isInstanceOf(InvalidEventException.class);
        }
    }

    @Test
    void numbers_of_absurd_length_are_refused() {
        byte[] number = json.replace("\"attempt\":1", "\"attempt\":" + "1".repeat(100_000))
                .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> codec.decode(number))
                .isInstanceOf(InvalidEventException.class)
                .hasMessageContaining("exceeds the maximum");
    }

    @Test
    void a_refusal_stays_short_however_much_is_wrong() {
        String many = IntStream.range(0, 9_000)
                .mapToObj(i -> "\"x" + i % 4_500 + "\":1")
                .collect(Collectors.joining(","));
        byte[] twice = ("{" + many + "}").getBytes(StandardCharsets.UTF_8);
        byte[] longText = ("{\"type\":\"" + "x".repeat(100_000) + "\"}").getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> codec.decode(twice))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(2_000));
        assertThatThrownBy(() -> codec.decode(longText))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    @Test
    void a_list_of_too_many_open_requests_is_refused() {
        String ids = IntStream.rangeClosed(0, EventLimits.OPEN_REQUESTS)
                .mapToObj(i -> "\"019b76da-a800-7000-8000-0000000000a1\"")
                .collect(Collectors.joining(","));
        byte[] sign =
                ("{\"type\":\"InstanceStopped\",\"openRequests\":[" + ids + "]}").getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> codec.decode(sign))
                .hasMessageContaining("openRequests must have at most 10000 ids, but is 10001 ids");
    }

    private List<EventCodec.Element> decodeAll(String text) {
        return codec.decodeAll(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Event event(EventCodec.Element element) {
        return ((EventCodec.Element.Valid) element).event();
    }

    private static String reason(EventCodec.Element element) {
        return element instanceof EventCodec.Element.Invalid invalid
                ? String.valueOf(invalid.reason().getMessage())
                : "valid";
    }
}
