package dev.webcheck.ingest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.webcheck.event.Event;
import dev.webcheck.event.EventCodec;
import dev.webcheck.ingest.batch.BatchReader;
import dev.webcheck.ingest.body.BodyReaderTest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = IngestKafka.class, restrictToAnnotatedClass = true)
class EventsResourceIT {

    private static final String JSON = "application/json";
    private static final String NDJSON = "application/x-ndjson";
    private static final String PROBLEM = "application/problem+json";

    private final UUID instance = UUID.randomUUID();
    private final EventCodec codec = new EventCodec();
    private TopicTail tail;

    @BeforeEach
    void openTail() {
        tail = new TopicTail(IngestKafka.kafka().bootstrapServers());
    }

    @AfterEach
    void closeTail() {
        tail.close();
    }

    @Test
    void one_event_is_in_the_topic_when_202_is_answered() {
        Event event = Events.begin(instance, "https://example.org/");
        post(JSON, Events.json(event)).statusCode(202).contentType(JSON).body("accepted", equalTo(1));
        assertTaken(List.of(event));
    }

    @Test
    void an_array_is_taken_in_its_order() {
        List<Event> events = Events.requests(20, instance);
        post(JSON, Events.array(events)).statusCode(202).body("accepted", equalTo(40));
        assertTaken(events);
    }

    @Test
    void lines_are_taken_in_their_order() {
        List<Event> events = Events.requests(20, instance);
        for (String type : List.of(NDJSON, "application/ndjson", "application/jsonl", NDJSON + "; charset=UTF-8")) {
            post(type, Events.lines(events) + "\n\n").statusCode(202).body("accepted", equalTo(40));
            assertTaken(events);
        }
    }

    @Test
    void gzip_is_inflated() {
        List<Event> events = Events.requests(3, instance);
        given().contentType(NDJSON)
                .header("Content-Encoding", "gzip")
                .body(BodyReaderTest.gzip(Events.lines(events).getBytes(UTF_8)))
                .post("/api/v1/events")
                .then()
                .statusCode(202);
        assertTaken(events);
    }

    @Test
    void order_holds_across_requests_of_one_instance() {
        List<Event> events = Events.requests(10, instance);
        events.forEach(event -> post(JSON, Events.json(event)).statusCode(202));
        assertTaken(events);
    }

    @Test
    void ten_thousand_events_are_one_batch() {
        List<Event> events = Events.requests(5_000, instance);
        post(NDJSON, Events.lines(events)).statusCode(202).body("accepted", equalTo(10_000));
        assertTaken(events);
    }

    @Test
    void secrets_do_not_reach_the_topic() {
        String json =
                Events.json(Events.begin(instance, "https://joe:hidden@example.org/invite/Xy12?token=hidden&page=2"));
        post(JSON, json.replace("{", "{ \"later\" : \"token=1\",")).statusCode(202);
        assertThat(tail.records()).singleElement().satisfies(record -> assertThat(new String(record.value(), UTF_8))
                .isEqualTo(json.replace("{", "{ \"later\" : \"token=1\",")
                        .replace("joe:hidden@", "REDACTED:REDACTED@")
                        .replace("Xy12", "REDACTED")
                        .replace("token=hidden", "token=REDACTED")));
    }

    @Test
    void records_have_the_instance_as_key_and_no_headers() {
        List<Event> events = Events.requests(5, instance);
        post(JSON, Events.array(events)).statusCode(202);
        assertThat(tail.records()).singleElement().satisfies(record -> {
            assertThat(new String(record.key(), UTF_8)).isEqualTo(instance.toString());
            assertThat(record.headers()).isEmpty();
        });
    }

    @Test
    void the_events_of_each_instance_are_arrays_in_their_order() {
        UUID other = UUID.randomUUID();
        List<Event> mine = Events.requests(200, instance);
        List<Event> theirs = Events.requests(3, other);
        List<Event> mixed = new ArrayList<>(mine);
        for (int i = 0; i < theirs.size(); i++) {
            mixed.add(2 * i, theirs.get(i));
        }
        post(NDJSON, Events.lines(mixed)).statusCode(202);

        Map<String, List<Integer>> sizes = tail.records().stream()
                .collect(groupingBy(
                        record -> new String(record.key(), UTF_8),
                        mapping(record -> codec.decodeAll(record.value()).size(), toList())));
        assertThat(sizes).isEqualTo(Map.of(instance.toString(), List.of(256, 144), other.toString(), List.of(6)));
    }

    @Test
    void a_record_gets_no_further_event_beyond_128_kib() {
        Event large = Events.begin(instance, "https://example.org/" + "x".repeat(8_000));
        post(JSON, Events.array(Collections.nCopies(40, large))).statusCode(202);

        assertThat(tail.records()).hasSizeGreaterThan(1).allSatisfy(record -> assertThat(record.value())
                .hasSizeBetween(8_000, 128 * 1024));
    }

    @Test
    void what_was_sent_reaches_the_topic_byte_for_byte_with_the_fields_that_no_event_has() {
        String event = Events.json(Events.begin(instance, "https://example.org/"))
                .replace("{", "{ \"later\" : {\"a\":[1.50,null]},\t");
        post(JSON, event).statusCode(202);
        post(JSON, "[" + event + ",\n " + event.replace(",", ",\n") + " ]").statusCode(202);
        post(NDJSON, "\uFEFF " + event + " \r\n").statusCode(202);
        assertThat(tail.records())
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactly(event, "[" + event + "," + event.replace(",", ",\n") + "]", event);
    }

    @Test
    void the_largest_event_fits_into_a_record() {
        String event = Events.json(Events.begin(instance, "https://example.org/"));
        int room = BatchReader.LARGEST_EVENT - event.length() - "\"more\":\"\",".length();
        String noise = ThreadLocalRandom.current()
                .ints(room, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        post(JSON, event.replace("{", "{\"more\":\"" + noise + "\",")).statusCode(202);
        assertThat(tail.records()).singleElement().satisfies(record -> assertThat(record.value())
                .hasSize(BatchReader.LARGEST_EVENT));
    }

    @Test
    void each_bad_event_is_named_and_nothing_of_its_batch_is_taken() {
        String good = Events.json(Events.begin(instance, "https://example.org/"));
        String bad = good.replace("https://example.org/", "/cart\\u0007<script>");
        post(JSON, "[" + good + "," + bad + "," + good + ",{\"type\":\"Tick\"}]")
                .statusCode(400)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:webcheck:problem:invalid-events"))
                .body("title", equalTo("Invalid events"))
                .body("status", equalTo(400))
                .body("detail", equalTo("2 of 4 events are invalid; nothing was taken."))
                .body("errors", hasSize(2))
                .body("errors[0].index", equalTo(1))
                .body("errors[0].field", equalTo("url"))
                .body("errors[0].value", equalTo("/cart\uFFFD<script>"))
                .body("errors[0].message", containsString("must be an absolute http or https URL"))
                .body("errors[1].index", equalTo(3))
                .body("errors[1].field", equalTo("type"))
                .body("errors[1].value", equalTo("Tick"));
        assertTaken(List.of());
    }

    @Test
    void in_lines_the_line_is_named_too() {
        String good = Events.json(Events.begin(instance, "https://example.org/"));
        post(NDJSON, good + "\n\nnope")
                .statusCode(400)
                .body("errors[0].index", equalTo(1))
                .body("errors[0].line", equalTo(3))
                .body("errors[0].field", equalTo("$"));
        assertTaken(List.of());
    }

    @Test
    void a_body_without_events_is_malformed() {
        for (String nothing : List.of("", "[]", "{", "[1")) {
            post(JSON, nothing)
                    .statusCode(400)
                    .contentType(PROBLEM)
                    .body("type", equalTo("urn:webcheck:problem:malformed-body"));
        }
    }

    @Test
    void no_class_of_the_service_is_named_to_a_client() {
        for (String body :
                List.of("[".repeat(9_000), "{\"a\":".repeat(30), "{\"a\":" + "9".repeat(3_000) + "}", "\u0000")) {
            for (String type : List.of(JSON, NDJSON)) {
                post(type, body)
                        .statusCode(400)
                        .contentType(PROBLEM)
                        .body(not(containsString("StreamRead")))
                        .body(not(containsString("Exception")))
                        .body(not(containsString("webcheck.ingest")));
            }
        }
    }

    @Test
    void what_says_gzip_and_is_not_is_malformed() {
        given().contentType(JSON)
                .header("Content-Encoding", "gzip")
                .body("{}".getBytes(UTF_8))
                .post("/api/v1/events")
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("detail", containsString("gzip"));
    }

    @Test
    void a_body_that_is_too_large_is_413_inflated_or_not() {
        byte[] large = new byte[11 * 1024 * 1024];
        given().contentType(JSON)
                .body(large)
                .post("/api/v1/events")
                .then()
                .statusCode(413)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:webcheck:problem:too-large"));
        given().contentType(JSON)
                .header("Content-Encoding", "gzip")
                .body(BodyReaderTest.gzip(large))
                .post("/api/v1/events")
                .then()
                .statusCode(413)
                .contentType(PROBLEM);
    }

    @Test
    void too_many_events_are_413() {
        post(NDJSON, "{}\n".repeat(10_001))
                .statusCode(413)
                .contentType(PROBLEM)
                .body("detail", containsString("at most 10000 events"));
    }

    @Test
    void another_media_type_is_415() {
        for (String type : List.of("text/plain", "application/xml", "application/octet-stream")) {
            post(type, "{}").statusCode(415).contentType(PROBLEM).header("Accept-Post", containsString(NDJSON));
        }
    }

    @Test
    void another_encoding_is_415() {
        for (String coding : List.of("br", "gzip, gzip", "zstd")) {
            given().contentType(JSON)
                    .header("Content-Encoding", coding)
                    .body("{}".getBytes(UTF_8))
                    .post("/api/v1/events")
                    .then()
                    .statusCode(415)
                    .contentType(PROBLEM)
                    .header("Accept-Encoding", "gzip");
        }
    }

    @Test
    void another_method_path_or_answer_is_a_problem_too() {
        given().get("/api/v1/events")
                .then()
                .statusCode(405)
                .contentType(PROBLEM)
                .header("Allow", containsString("POST"));
        given().get("/nothing").then().statusCode(404).contentType(PROBLEM).body("status", equalTo(404));
        given().accept("text/html")
                .contentType(JSON)
                .body(Events.json(Events.begin(instance, "https://example.org/")))
                .post("/api/v1/events")
                .then()
                .statusCode(406)
                .contentType(PROBLEM);
        assertTaken(List.of());
    }

    @Test
    void what_is_taken_and_what_is_refused_is_counted() {
        post(JSON, "[]").statusCode(400);
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("webcheck_ingest_events_accepted_total"))
                .body(containsString("webcheck_ingest_accepted_bytes_total"))
                .body(containsString("webcheck_ingest_batches_total{result=\"malformed-body\"}"))
                .body(containsString("webcheck_ingest_batches_total{result=\"unacknowledged\"} 0.0"));
    }

    @Test
    void it_is_ready_and_describes_itself() {
        given().get("/q/health/ready").then().statusCode(200).body("checks.name", hasItem("broker"));
        given().accept(JSON)
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("info.title", equalTo("Webcheck: ingest"))
                .body("paths.'/api/v1/events'.post.responses.keySet()", hasItem("503"))
                .body(
                        "paths.'/api/v1/events'.post.requestBody.content.'application/json'.schema.$ref",
                        equalTo("#/components/schemas/EventBatch"))
                .body("components.schemas.EventBatch.oneOf", hasSize(2))
                .body("components.schemas.Event.oneOf.$ref", hasItem("#/components/schemas/InstanceStopped"))
                .body("components.schemas.RequestBegin.required", hasItem("callId"))
                .body("components.schemas.requestId.pattern", containsString("7[0-9A-Fa-f]{3}"));
        given().get("/q/swagger-ui/").then().statusCode(200);
    }

    @Test
    void every_reference_of_the_page_leads_somewhere() throws IOException {
        JsonNode page = new ObjectMapper()
                .readTree(given().accept(JSON).get("/q/openapi").asByteArray());
        List<String> references = page.findValuesAsText("$ref");
        assertThat(references).hasSizeGreaterThan(20).allSatisfy(reference -> assertThat(
                        page.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
    }

    private ValidatableResponse post(String type, String body) {
        return given().contentType(type)
                .body(body.getBytes(UTF_8))
                .post("/api/v1/events")
                .then();
    }

    private void assertTaken(List<Event> events) {
        assertThat(tail.events()).containsExactlyElementsOf(events);
    }
}
