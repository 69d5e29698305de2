package dev.webcheck.query.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.webcheck.correlation.Outcome;
import dev.webcheck.event.BodySizes;
import dev.webcheck.event.Exchange;
import dev.webcheck.event.PhaseNanos;
import dev.webcheck.store.read.request.RecordedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RequestJsonSerializerTest {

    private final ObjectMapper mapper = RecordedRequests.mapper();

    @Test
    void what_is_not_known_is_null_and_what_does_not_apply_is_left_out() throws IOException {
        assertThat(text(RecordedRequests.inFlight()))
                .isEqualTo("{\"id\":\"0195f139-0200-7b22-9f56-07fec838d4c5\",\"callId\":null,\"attempt\":null,"
                        + "\"instanceId\":\"9d2b1c1e-51a7-4a55-9a0e-3b9e3a1f7d02\",\"service\":null,"
                        + "\"method\":null,\"url\":null,\"website\":null,"
                        + "\"startedAt\":\"2025-04-01T12:00:00.000Z\",\"completedAt\":null,"
                        + "\"durationMillis\":null,\"statusCode\":null,\"outcome\":\"IN_FLIGHT\"}");
    }

    @Test
    void a_whole_request_has_all_its_parts() throws IOException {
        assertThat(text(RecordedRequests.whole()))
                .isEqualTo("{\"id\":\"0195f139-0200-7b22-9f56-07fec838d4c5\","
                        + "\"callId\":\"9d2b1c1e-51a7-4a55-9a0e-3b9e3a1f7d02\",\"attempt\":2,"
                        + "\"instanceId\":\"9d2b1c1e-51a7-4a55-9a0e-3b9e3a1f7d02\",\"service\":\"checkout\","
                        + "\"method\":\"POST\",\"url\":\"https://example.com/<script>alert(\\\"1\\\")</script>\","
                        + "\"website\":\"example.com\",\"startedAt\":\"2025-04-01T12:00:00.000Z\","
                        + "\"completedAt\":\"2025-04-01T12:00:00.012Z\",\"durationMillis\":12.346,"
                        + "\"statusCode\":503,\"outcome\":\"CRASHED\",\"errorType\":\"connect\","
                        + "\"detector\":\"lease\",\"verdictAt\":\"2025-04-01T12:00:12.000Z\","
                        + "\"history\":[{\"outcome\":\"UNKNOWN\",\"detector\":\"stopped\","
                        + "\"verdictAt\":\"2025-04-01T12:00:11.000Z\",\"phase\":\"SENDING\","
                        + "\"replacedAt\":\"2025-04-01T12:00:12.000Z\"}],"
                        + "\"phase\":\"READING\",\"execution\":\"EXECUTED_ANSWER_LOST\",\"methodSafe\":false,"
                        + "\"methodIdempotent\":false,\"protocolVersion\":\"1.1\",\"peerAddress\":\"192.0.2.10\","
                        + "\"peerPort\":443,\"requestBodySize\":0,\"responseBodySize\":1312,"
                        + "\"responseDecodedBodySize\":5120,\"phaseMillis\":{\"lease\":0,\"dns\":1.204,\"connect\":8.1,"
                        + "\"tls\":15.25,\"send\":0.21,\"firstByte\":48.9,\"body\":0.74},"
                        + "\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"spanId\":\"00f067aa0ba902b7\","
                        + "\"requestHeaders\":{\"accept\":\"text/*\"},"
                        + "\"responseHeaders\":{\"content-type\":\"text/plain\"}}");
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
    void durations_are_milliseconds_with_up_to_three_decimals(long nanos, String expected) throws IOException {
        RecordedRequest over =
                new RecordedRequests().ended(Outcome.COMPLETED, nanos).recorded();

        assertThat(text(over)).contains("\"durationMillis\":" + expected + ",");
        JsonNode read = mapper.readTree(text(over));
        assertThat(read.get("durationMillis").isNumber()).isTrue();
    }

    @Test
    void only_those_phases_are_shown_that_were_seen() throws IOException {
        Exchange leased = exchange(new PhaseNanos(1_000, -1, -1, -1, -1, -1, 0));

        assertThat(json(new RecordedRequests().ended(Outcome.COMPLETED, 5).exchange(leased))
                        .get("phaseMillis")
                        .toString())
                .isEqualTo("{\"lease\":0.001,\"body\":0}");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, FAILED, true, true",
        "QUERY, FAILED, true, true",
        "DELETE, CRASHED, false, true",
        "POST, UNKNOWN, false, false",
        "BREW, CANCELLED, ,",
        "get, CANCELLED, ,",
        ", UNKNOWN, ,"
    })
    void beside_the_execution_stands_what_the_method_promises(
            @Nullable String method, Outcome outcome, @Nullable Boolean safe, @Nullable Boolean idempotent)
            throws IOException {
        RecordedRequests request = new RecordedRequests().ended(outcome, 5);
        JsonNode json = json(method == null ? request : request.method(method));

        assertThat(json.get("execution").asText()).isEqualTo("POSSIBLY_EXECUTED");
        assertThat(json.has("methodSafe")).isEqualTo(safe != null);
        assertThat(json.path("methodSafe").asBoolean()).isEqualTo(Boolean.TRUE.equals(safe));
        assertThat(json.has("methodIdempotent")).isEqualTo(idempotent != null);
        assertThat(json.path("methodIdempotent").asBoolean()).isEqualTo(Boolean.TRUE.equals(idempotent));
    }

    @ParameterizedTest
    @EnumSource(names = {"IN_FLIGHT", "COMPLETED", "ABANDONED"})
    void where_the_execution_is_no_question_nothing_is_said_of_it(Outcome outcome) throws IOException {
        JsonNode json = json(new RecordedRequests().ended(outcome, 5).method("GET"));

        assertThat(json.fieldNames()).toIterable().doesNotContain("execution", "methodSafe", "methodIdempotent");
    }

    private JsonNode json(RecordedRequests request) throws IOException {
        return mapper.readTree(text(request.recorded()));
    }

    private String text(RecordedRequest request) throws IOException {
        return new String(mapper.writeValueAsBytes(request), StandardCharsets.UTF_8);
    }

    private static Exchange exchange(PhaseNanos phases) {
        return new Exchange(Optional.empty(), phases, BodySizes.UNSEEN, Optional.empty(), Optional.empty(), Map.of());
    }
}
