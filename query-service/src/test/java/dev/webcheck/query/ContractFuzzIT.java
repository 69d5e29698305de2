package dev.webcheck.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.webcheck.local.EmbeddedPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Asks every route of the contract with parameters good and bad, and holds every answer against the contract. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@SuppressWarnings("NullAway") // the test framework fills the fields
class ContractFuzzIT {

    private static final int ROUNDS = 25;
    private static final String LIVE = "/api/v1/requests/live";

    private static final List<String> HOSTILE = List.of(
            "",
            " ",
            "\0",
            "'; DROP TABLE request--",
            "%",
            "\\",
            "-1",
            "0",
            "99999999999999999999",
            "1e309",
            "NaN",
            "null",
            "<script>",
            "../../etc/passwd",
            "😀",
            "\u202e",
            "a,b,,c",
            ":p0",
            "?",
            "{r.*}",
            "$1",
            "x".repeat(3_000),
            "0000-01-01",
            "9999-12-31T23:59:59.999999999-18:00",
            "2025-04-01T12:00:00",
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-7fff-bfff-ffffffffffff");

    @PostgresResource.Server
    EmbeddedPostgres postgres;

    @TestHTTPResource("/")
    URI server;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Random random = new Random(20_250_401);

    @Test
    void whatever_is_asked_the_answer_is_one_of_the_contract() throws Exception {
        Rows rows = new Rows(postgres);
        rows.clear();
        rows.seen(Rows.NOON, 1);
        rows.crashed(Rows.NOON, 2);
        rows.completed(Instant.now(), 3);
        rows.incident(1, "checkout", Rows.NOON);
        Contract contract = Contract.published();
        Map<Integer, Integer> statuses = new TreeMap<>();

        for (Map.Entry<String, JsonNode> path : contract.openApi().get("paths").properties()) {
            for (int round = 0; round < ROUNDS; round++) {
                statuses.merge(ask(contract, path.getKey(), path.getValue().get("get")), 1, Integer::sum);
            }
        }

        assertThat(statuses).as("answers of all kinds").containsKeys(200, 400, 404);
        assertThat(statuses.keySet()).allMatch(status -> status < 500);
    }

    private int ask(Contract contract, String path, JsonNode operation) throws Exception {
        String url = url(contract, path, operation);
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(url));
        String accept = List.of("*/*", "application/json", "application/x-ndjson", "text/csv", "image/png")
                .get(random.nextInt(5));
        HttpResponse<String> answer =
                http.send(request.header("Accept", accept).build(), HttpResponse.BodyHandlers.ofString());
        String type = answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
        JsonNode documented = contract.resolved(operation.get("responses").path(String.valueOf(answer.statusCode())));

        assertThat(documented.isMissingNode())
                .as("%s %s is answered with %s %s", url, accept, answer.statusCode(), answer.body())
                .isFalse();
        JsonNode content = documented.path("content").path(type);
        assertThat(content.isMissingNode())
                .as("%s %s is answered as %s", url, accept, type)
                .isFalse();
        assertThat(answer.body()).as(url).doesNotContain("Exception").doesNotContain("SQL state");
        if (type.endsWith("json") && !type.endsWith("ndjson")) {
            contract.check(content.get("schema"), new ObjectMapper().readTree(answer.body()));
        }
        return answer.statusCode();
    }

    private String url(Contract contract, String path, JsonNode operation) {
        String filled = path;
        List<String> query = new ArrayList<>();
        for (JsonNode reference : operation.path("parameters")) {
            JsonNode parameter = contract.resolved(reference);
            String name = parameter.get("name").asText();
            String value =
                    random.nextInt(3) > 0 ? good(contract, parameter) : HOSTILE.get(random.nextInt(HOSTILE.size()));
            switch (parameter.get("in").asText()) {
                case "path" -> filled = filled.replace("{" + name + "}", encoded(value.isEmpty() ? "-" : value));
                case "query" -> {
                    if (parameter.path("required").asBoolean() || random.nextInt(4) == 0) {
                        query.add(name + "=" + encoded(value));
                    }
                    if (random.nextInt(40) == 0) {
                        query.add(name + "=" + encoded(value));
                    }
                }
                default -> {}
            }
        }
        if (path.equals(LIVE) || random.nextInt(20) == 0) {
            // What is live does not end, so that it is only asked what it refuses.
            query.add("unknown=" + encoded(HOSTILE.get(random.nextInt(HOSTILE.size()))));
        }
        return filled + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    private String good(Contract contract, JsonNode parameter) {
        JsonNode schema = contract.resolved(parameter.get("schema"));
        JsonNode item = contract.resolved(schema.path("items"));
        JsonNode words = item.has("enum") ? item.get("enum") : schema.path("enum");
        if (!words.isEmpty()) {
            return words.get(random.nextInt(words.size())).asText();
        }
        JsonNode example = parameter.path("example");
        return example.isArray() ? example.get(random.nextInt(example.size())).asText() : example.asText();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
