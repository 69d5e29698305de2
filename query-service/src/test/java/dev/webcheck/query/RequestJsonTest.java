package dev.webcheck.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.webcheck.store.Outcome;
import dev.webcheck.store.read.RecordedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestJsonTest {

    private static final UUID ID = UUID.fromString("0195f139-0200-7b22-9f56-07fec838d4c5");
    private static final UUID INSTANCE = UUID.fromString("9d2b1c1e-51a7-4a55-9a0e-3b9e3a1f7d02");

    private final ObjectMapper mapper = new ObjectMapper().registerModules(new Jdk8Module(), new JavaTimeModule());

    @Test
    void what_is_not_known_is_null_and_what_does_not_apply_is_left_out() throws JsonProcessingException {
        assertThat(mapper.writeValueAsString(RequestJson.of(inFlight())))
                .isEqualTo("{\"id\":\"0195f139-0200-7b22-9f56-07fec838d4c5\",\"callId\":null,\"attempt\":null,"
                        + "\"instanceId\":\"9d2b1c1e-51a7-4a55-9a0e-3b9e3a1f7d02\",\"service\":null,"
                        + "\"method\":null,\"url\":null,\"website\":null,"
                        + "\"startedAt\":\"2025-04-01T12:00:00.000Z\",\"completedAt\":null,"
                        + "\"durationMillis\":null,\"statusCode\":null,\"outcome\":\"IN_FLIGHT\"}");
    }

    @Test
    void a_whole_request_has_all_its_parts() throws JsonProcessingException {
        RecordedRequest request = new RecordedRequest(
                ID,
                INSTANCE,
                Optional.of("checkout"),
                Outcome.CRASHED,
                Optional.of(INSTANCE),
                OptionalInt.of(2),
                Optional.of("POST"),
                Optional.of("https://example.com/<script>alert(\"1\")</script>"),
                Optional.of("example.com"),
                Optional.of(Duration.ofNanos(12_345_678)),
                OptionalInt.of(503),
                Optional.of("connect"),
                Optional.of("lease"),
                Optional.of(Instant.parse("2025-04-01T12:00:12Z")));

        assertThat(mapper.writeValueAsString(RequestJson.of(request)))
                .isEqualTo("{\"id\":\"0195f139-0200-7b22-9f56-07fec838d4c5\","
                        + "\"callId\":\"9d2b1c1e-51a7-4a55-9a0e-3b9e3a1f7d02\",\"attempt\":2,"
                        + "\"instanceId\":\"9d2b1c1e-51a7-4a55-9a0e-3b9e3a1f7d02\",\"service\":\"checkout\","
                        + "\"method\":\"POST\",\"url\":\"https://example.com/<script>alert(\\\"1\\\")</script>\","
                        + "\"website\":\"example.com\",\"startedAt\":\"2025-04-01T12:00:00.000Z\","
                        + "\"completedAt\":\"2025-04-01T12:00:00.012Z\",\"durationMillis\":12.346,"
                        + "\"statusCode\":503,\"outcome\":\"CRASHED\",\"errorType\":\"connect\","
                        + "\"detector\":\"lease\",\"verdictAt\":\"2025-04-01T12:00:12.000Z\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "499, 0",
        "500, 0.001",
        "1500000, 1.5",
        "12345678, 12.346",
        "10000000, 10",
        "100000000000, 100000",
        "9223372036854775807, 9223372036854.776"
    })
    void durations_are_milliseconds_with_up_to_three_decimals(long nanos, String expected)
            throws JsonProcessingException {
        RecordedRequest request = inFlight();
        RecordedRequest over = new RecordedRequest(
                request.id(),
                request.instanceId(),
                request.service(),
                Outcome.COMPLETED,
                request.callId(),
                request.attempt(),
                request.method(),
                request.url(),
                request.website(),
                Optional.of(Duration.ofNanos(nanos)),
                OptionalInt.of(200),
                request.errorType(),
                request.detector(),
                request.verdictAt());

        assertThat(mapper.writeValueAsString(RequestJson.of(over))).contains("\"durationMillis\":" + expected + ",");
        JsonNode read = mapper.readTree(mapper.writeValueAsString(RequestJson.of(over)));
        assertThat(read.get("durationMillis").isNumber()).isTrue();
    }

    private static RecordedRequest inFlight() {
        return new RecordedRequest(
                ID,
                INSTANCE,
                Optional.empty(),
                Outcome.IN_FLIGHT,
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
