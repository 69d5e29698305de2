package dev.webcheck.query;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RefusalsIT {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/get?id=42 | id | 42 | UUID",
                "/get?id= | id | '' | UUID",
                "/get?id=1-1-1-1-1 | id | 1-1-1-1-1 | UUID",
                "/get?id=e9717796-bb7d-4b22-9f56-07fec838d4c5&limit=1 | limit | 1 | no parameter here",
                "/42 | id | 42 | UUID",
                "/%00 | id | '\0' | UUID",
                "/get?limit=0 | limit | 0 | from 1 to 1000",
                "/get?limit=1001 | limit | 1001 | from 1 to 1000",
                "/get?limit=abc | limit | abc | from 1 to 1000",
                "?statusClass=6xx | statusClass | 6xx | 1xx, 2xx, 3xx, 4xx, 5xx",
                "?format=xml | format | xml | json, ndjson, csv",
                "?order=slowest&format=csv | limit | | is missing",
                "/get?limit=1&limit=2 | limit | 1,2 | given once",
                "/get?cursor=abc | cursor | abc | Link header",
                "/get?outcome=LOST | outcome | LOST | IN_FLIGHT, COMPLETED, FAILED, CANCELLED, ABANDONED, CRASHED, UNKNOWN",
                "/get?outcome= | outcome | '' | CRASHED",
                "/get?website= | website | '' | host",
                "/get?website=a%00b | website | 'a\0b' | host",
                "/get?foo=bar | foo | bar | this route takes id, from, to, outcome, website, service, instanceId, method, statusClass, errorType, callId, traceId, text, order, limit, cursor, format",
                "/frequent-website?foo=bar | foo | bar | takes none",
                "/e9717796-bb7d-4b22-9f56-07fec838d4c5?foo=bar | foo | bar | takes none",
                "/time-frame?from=yesterday&to=2025-04-01 | from | yesterday | ISO 8601",
                "/time-frame?from=2025-04-01&to=2025-04-01T99:00 | to | 2025-04-01T99:00 | ISO 8601",
                "/time-frame?from=2025-04-02&to=2025-04-01 | to | 2025-04-01 | later than from",
                "/time-frame?from=2025-04-01&to=2025-04-01 | to | 2025-04-01 | later than from",
                "/time-frame?from=2025-04-01&to=2025-04-02&id=1 | id | 1 | no parameter here"
            })
    void what_is_wrong_is_named_with_its_value(String url, String field, @Nullable String value, String message)
            throws JsonProcessingException {
        for (String accept : List.of("application/json", "application/x-ndjson")) {
            Response answer = given().urlEncodingEnabled(false).accept(accept).get("/api/v1/requests" + url);

            if (accept.contains("ndjson") && url.startsWith("/frequent")) {
                continue;
            }
            answer.then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("title", equalTo("Bad Request"))
                    .body("errors.size()", equalTo(1))
                    .body("errors[0].field", equalTo(field))
                    .body("errors[0].value", equalTo(value))
                    .body("errors[0].message", containsString(message));
            Contract.published().check("Problem", answer.asString());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "incidents?service= | service | '' | 1 to 255 characters",
                "incidents?service=a%00b | service | 'a\0b' | 1 to 255 characters",
                "incidents?detector=reconciled | detector | reconciled | journal, lease, stopped",
                "incidents?from=yesterday | from | yesterday | ISO 8601",
                "incidents?from=2025-04-02&to=2025-04-01 | to | 2025-04-01 | later than from",
                "incidents?limit=0 | limit | 0 | from 1 to 1000",
                "incidents?cursor=AQGV8TkCAHsin1YH_sg41MU | cursor | AQGV8TkCAHsin1YH_sg41MU | Link header",
                "incidents?foo=bar | foo | bar | this route takes service, detector, from, to, limit, cursor",
                "incidents/get?instanceId=42 | instanceId | 42 | UUID",
                "incidents/get | instanceId | | is missing",
                "incidents/get?instanceId=9d2b1c1e-51a7-4a55-9a0e-3b9e3a1f7d02&from=2025 | from | 2025 | no parameter here",
                "incidents/suspects | service | | is missing",
                "incidents/suspects?service=a&limit=1 | limit | 1 | no parameter here",
                "websites?order=size | order | size | requests, failures, crashes, latency",
                "websites?from=2025-04-02&to=2025-04-01 | to | 2025-04-01 | later than from",
                "websites?to=0000-01-01 | to | 0000-01-01 | from 0001-01-01 to 9999-12-31",
                "time-series?to=0000-01-01 | to | 0000-01-01 | from 0001-01-01 to 9999-12-31",
                "time-series?from=9999-12-30&to=9999-12-31T00:00:01 | to | 9999-12-31T00:00:01 | from 0001-01-01 to 9999-12-31",
                "websites?from=2990-01-01 | from | 2990-01-01 | earlier than to, which is now",
                "websites?from=1970-01-01&to=2025-04-01 | to | 2025-04-01 | longer than 1500 days",
                "websites?cursor=a | cursor | a | this route takes from, to, order, limit",
                "time-series?step=week | step | week | minute, hour, day",
                "time-series?step=minute&website=a | step | minute | hour or day with website",
                "time-series?website=a/b | website | a/b | host",
                "time-series?from=2025-04-01&to=2025-04-03&step=minute | step | minute | more than 1500 points",
                "time-series?from=1970-01-01&to=2025-04-03 | to | 2025-04-03 | more than 1500 points",
                "time-series?limit=1 | limit | 1 | this route takes from, to, step, website",
                "calls/42 | callId | 42 | UUID",
                "calls/9d2b1c1e-51a7-4a55-9a0e-3b9e3a1f7d02?limit=1 | limit | 1 | takes none",
                "completeness?instanceId=42 | instanceId | 42 | UUID",
                "completeness?instanceId=9d2b1c1e-51a7-4a55-9a0e-3b9e3a1f7d02&to=2025 | to | 2025 | no parameter here",
                "completeness?from=2025-04-01 | to | | is missing",
                "completeness?from=2025-04-01&to=2025-05-03 | to | 2025-05-03 | 31 days after from at the most",
                "completeness?from=2025-04-01&to=2025-04-02&service=a | service | a | no parameter here"
            })
    void what_is_wrong_is_named_on_the_other_routes_too(
            String url, String field, @Nullable String value, String message) throws JsonProcessingException {
        Response answer = given().urlEncodingEnabled(false).get("/api/v1/" + url);

        answer.then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.size()", equalTo(1))
                .body("errors[0].field", equalTo(field))
                .body("errors[0].value", equalTo(value))
                .body("errors[0].message", containsString(message));
        Contract.published().check("Problem", answer.asString());
    }

    @Test
    void missing_ends_of_a_time_frame_are_named_both() {
        get("/api/v1/requests/time-frame")
                .then()
                .statusCode(400)
                .body("errors.field", equalTo(List.of("from", "to")))
                .body("errors[0].value", nullValue())
                .body("detail", equalTo("2 parameters are wrong."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/get?website=%ED%A0%80",
                "/get?website=%FF%FE",
                "/get?website='%3BDROP%20TABLE%20request--",
                "/get?outcome='%3BDROP%20TABLE%20request--",
                "/get?%00=%00",
                "/get?cursor=%00",
                "/get?limit=%00",
                "/get?id=%00",
                "/get?=x",
                "/get?&&&",
                "/get?website=%F0%9F%92%A9",
                "/%2e%2e/%2e%2e",
                "/%ED%A0%80",
                "/time-frame?from=%00&to=%00",
                "/time-frame?from=0000-01-01&to=9999-12-31T23:59:59.999999999-18:00",
                "/../incidents?from=0000-01-01&to=9999-12-31T23:59:59.999999999-18:00",
                "/../incidents?service='%3BDROP%20TABLE%20incident--",
                "/../incidents?service=%ED%A0%80",
                "/../incidents?cursor=%00",
                "/../incidents?cursor=Av______________________________AA",
                "/../incidents/suspects?service=%00&from=0000-01-01&to=9999-12-31T23:59:59.999999999-18:00",
                "/../incidents/suspects?service=a&from=0000-01-01&to=9999-12-31T23:59:59.999999999-18:00",
                "/../incidents/get?instanceId=%00",
                "/../completeness?from=0000-01-01&to=0000-01-02",
                "/../completeness?from=9999-12-31T23:59:59-18:00&to=9999-12-31T23:59:59.999999999-18:00"
            })
    void hostile_text_is_never_a_fault_of_the_server(String url) {
        Response answer = given().urlEncodingEnabled(false).get("/api/v1/requests" + url);

        assertThat(answer.statusCode()).isLessThan(500);
        assertThat(answer.asString()).doesNotContain("Exception").doesNotContain("SQL");
    }

    @Test
    void unknown_paths_methods_and_media_types_are_problems_too() throws JsonProcessingException {
        List<Response> answers = List.of(
                get("/nope"),
                get("/api/v1/nope"),
                given().accept("text/html").get("/api/v1/nope"),
                given().post("/api/v1/requests/get"),
                given().delete("/api/v1/requests/e9717796-bb7d-4b22-9f56-07fec838d4c5"),
                given().accept("application/xml").get("/api/v1/requests/get"),
                given().accept("application/xml").get("/api/v1/requests/frequent-website"));

        assertThat(answers).extracting(Response::statusCode).containsExactly(404, 404, 404, 405, 405, 406, 406);
        assertThat(answers.get(3).header("Allow")).contains("GET");
        Contract contract = Contract.published();
        for (Response answer : answers) {
            answer.then().contentType("application/problem+json");
            contract.check("Problem", answer.asString());
        }
    }

    @Test
    void who_names_no_host_is_told_so_except_for_checks_of_health() throws Exception {
        for (String path : List.of("/api/v1/requests/get", "/nope", "/")) {
            assertThat(PlainHttp.exchange("GET " + path + " HTTP/1.0\r\n\r\n"))
                    .startsWith("HTTP/1.0 400")
                    .contains("application/problem+json")
                    .contains("The Host header is missing");
        }
        assertThat(PlainHttp.exchange("GET /api/v1/requests HTTP/1.1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("The Host header is missing");
        assertThat(PlainHttp.exchange("GET /q/health/live HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.0 200");
        assertThat(PlainHttp.exchange("GET /api/v1/requests HTTP/1.0\r\nHost: a\r\n\r\n"))
                .startsWith("HTTP/1.0 200");
    }

    @Test
    void two_hosts_or_an_empty_one_are_refused_everywhere() throws Exception {
        for (String path : List.of("/api/v1/requests", "/q/health/live")) {
            assertRefused(
                    PlainHttp.exchange("GET " + path + " HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n"),
                    "more than one");
            assertRefused(
                    PlainHttp.exchange("GET " + path + " HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n"), "more than one");
            assertRefused(
                    PlainHttp.exchange("GET " + path + " HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n"),
                    "is no host");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/api/v1/requests?text=a|b '|' %7C",
                "/api/v1/requests?text={b} '{' %7B",
                "/api/v1/requests?text=\"a\" '\"' %22",
                "/api/v1/requests?text=100% '%' %25",
                "/api/v1/requests?text=%zz '%' %25",
                "/api/v1/requests?te%=a '%' %25",
                "/api/v1/requests/live?text=<a> '<' %3C",
                "/api/v1/requests/a|b '|' %7C",
                "/api/v1/requests/100% '%' %25",
                "/api/v1/requests/%zz '%' %25",
                "http://a/api/v1/requests?text=a\\b '\\' %5C",
                "/^ '^' %5E",
                "/q/health/live?| '|' %7C"
            },
            quoteCharacter = '\0')
    void an_address_that_is_no_url_is_told_with_what_has_to_be_escaped(String address, String wrong, String escaped)
            throws Exception {
        String answer = PlainHttp.exchange("GET " + address + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertRefused(
                answer,
                "The address is not valid: " + wrong + " has to be written as " + escaped + ". It is '" + address
                        + "'.");
        assertThat(answer).contains("X-Content-Type-Options: nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "//", "mailto:a", "?limit=1"})
    void an_address_without_a_path_is_refused(String address) throws Exception {
        assertRefused(
                PlainHttp.exchange("GET " + address + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
                "The address is not valid: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
                "*",
                "application/json;q=.9,*;q=.1",
                "application/*"
            })
    void what_old_clients_accept_is_understood(String accept) throws Exception {
        assertThat(PlainHttp.exchange("GET /api/v1/services HTTP/1.0\r\nHost: a\r\nAccept: " + accept + "\r\n\r\n"))
                .startsWith("HTTP/1.0 200")
                .contains("application/json");
    }

    @Test
    void all_conditions_at_their_longest_fit_in_a_url() {
        String longest = "\uD83D\uDE00".repeat(250);

        given().queryParam("text", longest)
                .queryParam("errorType", "\u20AC".repeat(255))
                .queryParam("service", "\u20AC".repeat(255))
                .queryParam("website", "\u20AC".repeat(255))
                .get("/api/v1/requests")
                .then()
                .statusCode(200);
    }

    @Test
    void other_origins_are_given_nothing() {
        given().header("Origin", "https://evil.example")
                .get("/api/v1/requests/get")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void the_examples_of_the_contract_keep_it() throws JsonProcessingException {
        Contract contract = Contract.published();
        int checked = 0;
        for (JsonNode path : contract.openApi().get("paths")) {
            for (JsonNode operation : path) {
                checked += examples(contract, operation.path("requestBody"));
                for (JsonNode response : operation.get("responses")) {
                    checked += examples(contract, response);
                }
            }
        }
        assertThat(checked).isGreaterThan(40);
    }

    private static int examples(Contract contract, JsonNode body) throws JsonProcessingException {
        int checked = 0;
        for (JsonNode content : contract.resolved(body).path("content")) {
            assertThat(content.path("examples")).isNotEmpty();
            for (JsonNode example : content.get("examples")) {
                contract.check(content.get("schema"), contract.resolved(example).get("value"));
                checked++;
            }
        }
        return checked;
    }

    private static void assertRefused(String answer, String detail) throws JsonProcessingException {
        assertThat(answer).matches("(?s)HTTP/1.[01] 400 .*").contains("application/problem+json");
        String problem = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        Contract.published().check("Problem", problem);
        assertThat(new ObjectMapper().readTree(problem).get("detail").asText()).contains(detail);
    }
}
