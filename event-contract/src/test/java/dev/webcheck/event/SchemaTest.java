package dev.webcheck.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaTest {

    private final EventCodec codec = new EventCodec();

    static List<String> schemas() {
        return Schemas.BY_TYPE.values().stream().sorted().toList();
    }

    @Domain(Events.class)
    @Property(tries = 100)
    void whatever_the_codec_writes_is_valid(@ForAll Event event) {
        assertThat(Schemas.faults("event.schema.json", codec.encode(event))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void the_examples_of_a_schema_are_events(String schema) throws JsonProcessingException {
        JsonNode examples = Schemas.read(schema).get("examples");

        assertThat(examples).isNotEmpty();
        for (JsonNode example : examples) {
            byte[] json = Schemas.JSON.writeValueAsBytes(example);
            assertThat(Schemas.faults(schema, json)).isEmpty();
            assertThat(codec.decode(json)).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void every_field_is_described(String schema) {
        for (JsonNode field : Schemas.read(schema).get("properties")) {
            boolean described = field.has("description")
                    || Schemas.read("defs.schema.json")
                            .at(field.get("$ref").textValue().replaceFirst(".*#", ""))
                            .has("description");
            assertThat(described).as(field.toString()).isTrue();
        }
    }

    @Test
    void the_limits_are_those_of_the_codec() {
        JsonNode begin = Schemas.read("request-begin.schema.json");
        JsonNode completed = Schemas.read("request-completed.schema.json");
        JsonNode heartbeat = Schemas.read("instance-heartbeat.schema.json");
        JsonNode shared = Schemas.read("defs.schema.json");

        assertThat(Schemas.read("record.schema.json").at("/oneOf/1/maxItems").intValue())
                .isEqualTo(RequestEventsTopic.MOST_EVENTS);
        assertThat(begin.at("/properties/method/maxLength").intValue()).isEqualTo(EventLimits.METHOD_LENGTH);
        assertThat(begin.at("/properties/url/maxLength").intValue()).isEqualTo(EventLimits.URL_LENGTH);
        assertThat(completed.at("/properties/errorType/maxLength").intValue()).isEqualTo(EventLimits.ERROR_TYPE_LENGTH);
        assertThat(heartbeat.at("/properties/leaseMillis/minimum").longValue()).isEqualTo(EventLimits.MIN_LEASE_MILLIS);
        assertThat(heartbeat.at("/properties/leaseMillis/maximum").longValue()).isEqualTo(EventLimits.MAX_LEASE_MILLIS);
        assertThat(shared.at("/$defs/service/maxLength").intValue()).isEqualTo(EventLimits.SERVICE_LENGTH);
        assertThat(shared.at("/$defs/openRequests/maxItems").intValue()).isEqualTo(EventLimits.OPEN_REQUESTS);
        assertThat(shared.at("/$defs/openRequestsWithPhase/maxItems").intValue())
                .isEqualTo(EventLimits.OPEN_REQUESTS);
        assertThat(shared.at("/$defs/headers/maxProperties").intValue()).isEqualTo(EventLimits.HEADERS);
        assertThat(shared.at("/$defs/headers/propertyNames/maxLength").intValue())
                .isEqualTo(EventLimits.HEADER_NAME_LENGTH);
        assertThat(shared.at("/$defs/headers/additionalProperties/maxLength").intValue())
                .isEqualTo(EventLimits.HEADER_VALUE_LENGTH);
        assertThat(completed.at("/properties/protocolVersion/maxLength").intValue())
                .isEqualTo(EventLimits.PROTOCOL_VERSION_LENGTH);
        assertThat(completed.at("/properties/peerAddress/maxLength").intValue())
                .isEqualTo(EventLimits.PEER_ADDRESS_LENGTH);
    }

    @Test
    void the_constants_are_those_of_the_codec() {
        assertThat(constants("request-completed.schema.json", "/properties/outcome"))
                .isEqualTo(names(EndOutcome.values()));
        assertThat(constants("instance-stopped.schema.json", "/properties/reason"))
                .isEqualTo(names(StopReason.values()));
        assertThat(constants("defs.schema.json", "/$defs/phase")).isEqualTo(names(RequestPhase.values()));
    }

    private static List<String> constants(String schema, String place) {
        return Schemas.read(schema)
                .at(place + "/enum")
                .valueStream()
                .filter(constant -> !constant.isNull())
                .map(JsonNode::textValue)
                .toList();
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }
}
