package dev.webcheck.ingest.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.webcheck.event.Event;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestIds;
import dev.webcheck.ingest.Events;
import dev.webcheck.ingest.refusal.Fault;
import dev.webcheck.ingest.refusal.Refusal;
import dev.webcheck.ingest.refusal.Refused;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BatchReaderTest {

    private static final Duration TOLERANCE = Duration.ofHours(2);

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final BatchReader reader = new BatchReader(10, 5, TOLERANCE, () -> now);
    private final List<Event> events = Events.requests(2, UUID.randomUUID());
    private final String good = Events.json(events.get(0));

    @Test
    void one_event_is_a_batch() {
        assertThat(read(good, BodyFormat.JSON)).containsExactly(events.get(0));
    }

    @Test
    void an_array_is_a_batch_in_its_order() {
        assertThat(read(Events.array(events), BodyFormat.JSON)).containsExactlyElementsOf(events);
    }

    @Test
    void space_around_the_events_of_an_array_does_not_matter() {
        String spaced = "\r\n [ \t" + good + "\n ,\n" + good + " ] \n";
        assertThat(read(spaced, BodyFormat.JSON)).containsExactly(events.get(0), events.get(0));
    }

    @Test
    void an_event_of_an_array_may_take_many_lines() {
        String pretty = "[" + good.replace(",", ",\n  ").replace("{", "{\n") + "]";
        assertThat(read(pretty, BodyFormat.JSON)).containsExactly(events.get(0));
    }

    @Test
    void blank_lines_and_carriage_returns_are_passed_over() {
        String lines = "\n  \t\r\n" + good + "\r\n\n" + good + "\r";
        assertThat(read(lines, BodyFormat.LINES)).containsExactly(events.get(0), events.get(0));
    }

    @Test
    void a_byte_order_mark_is_passed_over() {
        assertThat(read("\uFEFF" + Events.array(events), BodyFormat.JSON)).isEqualTo(events);
        assertThat(read("\uFEFF" + Events.lines(events), BodyFormat.LINES)).isEqualTo(events);
    }

    @Test
    void an_event_is_forwarded_byte_for_byte_without_what_is_around_it() {
        String own = "{ \"later\" : [1.50, {\"a\":\"\\u00fc/\\/\"}],\t" + good.substring(1, good.length() - 1) + "\r }";
        String pretty = "{\n  \"later\" : 1e2 ,\n" + good.substring(1);
        assertThat(forwarded(" \n" + pretty + "\t ", BodyFormat.JSON)).containsExactly(pretty);
        assertThat(forwarded("\uFEFF[\t" + own + " ,\n" + pretty + " ]", BodyFormat.JSON))
                .containsExactly(own, pretty);
        assertThat(forwarded("\uFEFF \t" + own + " \r\n\r\n" + own, BodyFormat.LINES))
                .containsExactly(own, own);
    }

    @Test
    void what_two_readers_could_read_in_two_ways_is_refused() {
        byte[] overlong = good.replace("shop", "sh??").getBytes(UTF_8);
        int at = good.indexOf("shop") + 2;
        overlong[at] = (byte) 0xC1;
        overlong[at + 1] = (byte) 0xA1;
        for (BodyFormat format : BodyFormat.values()) {
            assertThat(refused(good.replace("{", "{\"url\":\"http://other.example/\","), format)
                            .faults())
                    .extracting(Fault::field, Fault::message)
                    .containsExactly(tuple("url", "must not be given twice"));
            assertThat(refused(good.replace("{", "{\"\\u0075rl\":\"http://other.example/\","), format)
                            .faults())
                    .extracting(Fault::field)
                    .containsExactly("url");
            assertThat(refused(overlong, format)).isNotNull();
            for (Charset other :
                    List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, Charset.forName("UTF-32"))) {
                assertThat(refused(good.getBytes(other), format)).isNotNull();
                assertThat(refused(("\uFEFF" + good).getBytes(other), format)).isNotNull();
            }
            assertThat(refused("\uFEFF\uFEFF" + good, format)).isNotNull();
            assertThat(refused(good + good, format)).isNotNull();
            assertThat(refused(good + "\u0000", format)).isNotNull();
        }
        assertThat(refused(good + "\n\uFEFF" + good, BodyFormat.LINES)).isNotNull();
        assertThat(refused("[" + good + ",\uFEFF" + good + "]", BodyFormat.JSON))
                .isNotNull();
    }

    @Test
    void every_fault_is_named_by_the_index_of_its_event_and_its_field() {
        String zero = good.replace("\"attempt\":1", "\"attempt\":0");
        Refused refused = refused("[" + good + "," + zero + ",3,[],\"x\"]", BodyFormat.JSON);
        assertThat(refused.reason()).isEqualTo(Refusal.INVALID_EVENTS);
        assertThat(refused.detail()).isEqualTo("4 of 5 events are invalid; nothing was taken.");
        assertThat(refused.faults())
                .extracting(Fault::index, Fault::field, Fault::value)
                .containsExactly(tuple(1, "attempt", "0"), tuple(2, "$", ""), tuple(3, "$", ""), tuple(4, "$", ""));
        assertThat(refused.faults()).allMatch(fault -> fault.line().isEmpty());
    }

    @Test
    void in_lines_the_line_is_named_too() {
        Refused refused = refused("\n" + good + "\n\nnope\n", BodyFormat.LINES);
        assertThat(refused.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.index()).isEqualTo(1))
                .satisfies(fault -> assertThat(fault.line()).hasValue(4));
    }

    @Test
    void only_so_many_faults_are_listed_but_all_bad_events_are_counted() {
        Refused refused = refused("[{},{},1,2,3,4]", BodyFormat.JSON);
        assertThat(refused.faults()).hasSize(5);
        assertThat(refused.invalidEvents()).isEqualTo(6);
        assertThat(refused.detail()).contains("6 of 6").contains("first 5 faults");
    }

    @Test
    void a_time_of_the_future_is_a_fault_from_the_tolerance_on() {
        Instant latest = now.plus(TOLERANCE);
        assertThat(read(startedAt(latest), BodyFormat.JSON)).hasSize(1);
        Refused refused = refused("[" + good + "," + startedAt(latest.plusMillis(1)) + "]", BodyFormat.JSON);
        assertThat(refused.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.index()).isEqualTo(1))
                .satisfies(fault -> assertThat(fault.field()).isEqualTo("id"))
                .satisfies(fault -> assertThat(fault.message())
                        .contains(latest.toString())
                        .contains(latest.plusMillis(1).toString()));
    }

    private String startedAt(Instant time) {
        String id = ((RequestBegin) events.get(0)).id().toString();
        return good.replace(
                "\"id\":\"" + id,
                "\"id\":\"" + RequestIds.lowest(time).toString().substring(0, 13) + id.substring(13));
    }

    @Test
    void too_many_events_are_too_large() {
        assertThat(read(Events.array(Events.requests(5, UUID.randomUUID())), BodyFormat.JSON))
                .hasSize(10);
        assertThat(refused("[1,1,1,1,1,1,1,1,1,1,1]", BodyFormat.JSON).reason()).isEqualTo(Refusal.TOO_LARGE);
        assertThat(refused("1\n".repeat(11), BodyFormat.LINES).reason()).isEqualTo(Refusal.TOO_LARGE);
    }

    @Test
    void nothing_is_no_batch() {
        for (String nothing : List.of("", "\uFEFF", "[]", " [ ] ", " ", "\n")) {
            assertThat(refused(nothing, BodyFormat.JSON).reason()).isEqualTo(Refusal.MALFORMED_BODY);
        }
        assertThat(refused("\n \n", BodyFormat.LINES).detail()).isEqualTo("The body has no event in it.");
    }

    @Test
    void an_array_that_breaks_off_is_told_with_its_place() {
        Refused refused = refused("[" + good + ",{\"a\":", BodyFormat.JSON);
        assertThat(refused.reason()).isEqualTo(Refusal.MALFORMED_BODY);
        assertThat(refused.detail())
                .contains("byte " + (good.getBytes(UTF_8).length + 7))
                .contains("index 1");
    }

    @Test
    void lines_sent_as_JSON_are_told_how_to_be_sent() {
        assertThat(refused(good + "\n" + good, BodyFormat.JSON).detail()).contains(BodyFormat.NDJSON_TYPE);
    }

    @Test
    void a_deep_event_is_a_fault_of_its_index_and_a_bottomless_one_of_the_body() {
        String deep = "{\"a\":".repeat(30) + "1" + "}".repeat(30);
        assertThat(refused("[" + good + "," + deep + "]", BodyFormat.JSON).faults())
                .extracting(Fault::index)
                .containsExactly(1);
        assertThat(refused("[".repeat(100_000), BodyFormat.JSON).reason()).isEqualTo(Refusal.MALFORMED_BODY);
    }

    @Test
    void a_number_with_thousands_of_digits_is_a_fault_of_its_field() {
        String endless = good.replace("\"attempt\":1", "\"attempt\":" + "9".repeat(5_000));
        Refused refused = refused("[" + endless + "]", BodyFormat.JSON);
        assertThat(refused.reason()).isEqualTo(Refusal.INVALID_EVENTS);
    }

    @Test
    void an_event_larger_than_a_record_is_a_fault() {
        String largest = good.replace("{", "{\"more\":\"\",");
        int room = BatchReader.LARGEST_EVENT - largest.getBytes(UTF_8).length;
        assertThat(read(largest.replace("\"more\":\"", "\"more\":\"" + "x".repeat(room)), BodyFormat.JSON))
                .hasSize(1);
        String large = largest.replace("\"more\":\"", "\"more\":\"" + "x".repeat(room + 1));
        assertThat(refused("[" + large + "]", BodyFormat.JSON).faults())
                .extracting(Fault::field, Fault::value)
                .containsExactly(tuple("$", large.getBytes(UTF_8).length + " bytes"));
    }

    private List<Event> read(String body, BodyFormat format) {
        return reader.read(body.getBytes(UTF_8), format).stream()
                .map(ValidEvent::event)
                .toList();
    }

    private List<String> forwarded(String body, BodyFormat format) {
        return reader.read(body.getBytes(UTF_8), format).stream()
                .map(event -> new String(event.json().of(event.text()), UTF_8))
                .toList();
    }

    private Refused refused(String body, BodyFormat format) {
        return refused(body.getBytes(UTF_8), format);
    }

    private Refused refused(byte[] body, BodyFormat format) {
        Refused refused = catchThrowableOfType(Refused.class, () -> reader.read(body, format));
        assertThat(refused)
                .as("refusal of %s %.60s", format, new String(body, UTF_8))
                .isNotNull();
        return refused;
    }
}
