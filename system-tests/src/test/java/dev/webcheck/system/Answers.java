package dev.webcheck.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webcheck.local.ServiceProcess;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the query service answers. */
final class Answers {

    private static final Duration AT_MOST = Duration.ofSeconds(60);

    private final ServiceProcess query;

    Answers(ServiceProcess query) {
        this.query = query;
    }

    /** The requests to a website, newest first, at most a thousand. */
    List<Map<String, Object>> requestsTo(String website) {
        return RestAssured.given()
                .baseUri(query.baseUri().toString())
                .queryParam("website", website)
                .queryParam("limit", 1_000)
                .get("/api/v1/requests/get")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("$");
    }

    /** How many requests to a website there are of each outcome, read from the stream of all of them. */
    Map<String, Long> countsTo(String website) {
        String lines = RestAssured.given()
                .baseUri(query.baseUri().toString())
                .accept("application/x-ndjson")
                .queryParam("website", website)
                .get("/api/v1/requests/get")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return lines.lines()
                .map(line -> JsonPath.from(line).getString("outcome"))
                .collect(Collectors.groupingBy(outcome -> outcome, Collectors.counting()));
    }

    Map<String, Object> request(String id) {
        return RestAssured.given()
                .baseUri(query.baseUri().toString())
                .queryParam("id", id)
                .get("/api/v1/requests/get")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("$");
    }

    Map<String, Object> frequentWebsite() {
        return RestAssured.given()
                .baseUri(query.baseUri().toString())
                .get("/api/v1/requests/frequent-website")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("$");
    }

    /** Waits until the one request to a URL has an outcome, and returns it. */
    Map<String, Object> awaitOutcome(TargetServer server, String path, String outcome) {
        await().atMost(AT_MOST)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(outcomesOf(server, path)).containsExactly(outcome));
        return requestsTo(server.website()).stream()
                .filter(request -> server.url(path).equals(request.get("url")))
                .findFirst()
                .orElseThrow();
    }

    /** Sees that the one request to a URL has an outcome, and no other for so long. */
    void staysAt(TargetServer server, String path, String outcome, Duration time) {
        await().during(time)
                .atMost(time.plus(time))
                .failFast("the outcome has changed", () -> !outcomesOf(server, path)
                        .equals(List.of(outcome)))
                .until(() -> outcomesOf(server, path).equals(List.of(outcome)));
    }

    List<String> outcomesOf(TargetServer server, String path) {
        return requestsTo(server.website()).stream()
                .filter(request -> server.url(path).equals(request.get("url")))
                .map(request -> (String) request.get("outcome"))
                .toList();
    }
}
