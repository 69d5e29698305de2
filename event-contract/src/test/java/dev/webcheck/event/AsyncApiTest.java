package dev.webcheck.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AsyncApiTest {

    private final JsonNode page = page();

    @Test
    void is_of_version_3() {
        assertThat(page.get("asyncapi").textValue()).isEqualTo("3.0.0");
    }

    @Test
    void the_channels_are_the_topics() {
        assertThat(page.at("/channels/requestEvents/address").textValue()).isEqualTo(RequestEventsTopic.NAME);
        assertThat(page.at("/channels/requestEvents/bindings/kafka/topic").textValue())
                .isEqualTo(RequestEventsTopic.NAME);
        assertThat(page.at("/channels/deadLetters/address").textValue()).isEqualTo(RequestEventsTopic.DEAD_LETTER_NAME);
        assertThat(page.at("/channels/deadLetters/bindings/kafka/topic").textValue())
                .isEqualTo(RequestEventsTopic.DEAD_LETTER_NAME);
    }

    @Test
    void every_event_is_a_message_with_its_schema() {
        List<String> payloads = page.at("/channels/requestEvents/messages")
                .valueStream()
                .map(message -> resolved(message.get("$ref").textValue()))
                .filter(message -> message.at("/payload/schema").has("$ref"))
                .map(message -> message.get("name").textValue() + " "
                        + message.at("/payload/schema/$ref").textValue())
                .toList();

        assertThat(payloads)
                .containsExactlyInAnyOrderElementsOf(Schemas.BY_TYPE.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .toList());
    }

    @Test
    void an_array_of_events_is_a_message_of_its_own() {
        assertThat(page.at("/components/messages/events/payload/schema"))
                .isEqualTo(Schemas.read("record.schema.json").at("/oneOf/1"));
    }

    @Test
    void the_headers_are_those_of_the_topic() {
        assertThat(page.at("/components/messages/tick/headers/properties").fieldNames())
                .toIterable()
                .containsExactly(RequestEventsTopic.TICK_HEADER);
        assertThat(page.at("/components/messages/deadLetter/headers/properties").fieldNames())
                .toIterable()
                .containsExactly(
                        RequestEventsTopic.DEAD_LETTER_TOPIC_HEADER,
                        RequestEventsTopic.DEAD_LETTER_PARTITION_HEADER,
                        RequestEventsTopic.DEAD_LETTER_OFFSET_HEADER,
                        RequestEventsTopic.DEAD_LETTER_INDEX_HEADER,
                        RequestEventsTopic.DEAD_LETTER_REASON_HEADER);
    }

    @Test
    void every_reference_leads_somewhere() {
        List<String> references = new ArrayList<>();
        collect(page, references);
        List.of(
                        "defs",
                        "event",
                        "record",
                        "request-begin",
                        "request-completed",
                        "instance-heartbeat",
                        "instance-stopped")
                .forEach(schema -> {
                    List<String> inSchema = new ArrayList<>();
                    collect(Schemas.read(schema + ".schema.json"), inSchema);
                    inSchema.forEach(reference -> references.add(
                            reference.startsWith("#") ? schema + ".schema.json" + reference : reference));
                });

        assertThat(references).hasSizeGreaterThan(30).allSatisfy(reference -> assertThat(
                        resolved(reference).isMissingNode())
                .isFalse());
    }

    private JsonNode resolved(String reference) {
        String[] parts = reference.split("#", 2);
        JsonNode document = parts[0].isEmpty() ? page : Schemas.read(parts[0]);
        return parts.length == 1 ? document : document.at(parts[1]);
    }

    private static void collect(JsonNode node, List<String> references) {
        if (node.path("$ref").isTextual()) {
            references.add(node.get("$ref").textValue());
        }
        node.forEach(child -> collect(child, references));
    }

    private static JsonNode page() {
        try {
            return new YAMLMapper().readTree(Schemas.bytes("asyncapi.yaml"));
        } catch (IOException e) {
            throw new IllegalStateException("The AsyncAPI page is no YAML", e);
        }
    }
}
