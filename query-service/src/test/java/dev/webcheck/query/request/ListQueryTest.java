package dev.webcheck.query.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.webcheck.query.parameter.Cursor;
import dev.webcheck.query.parameter.QueryParameters;
import dev.webcheck.query.parameter.TimeFrame;
import dev.webcheck.query.problem.FieldError;
import dev.webcheck.store.read.request.RequestCondition;
import dev.webcheck.store.read.request.RequestFilter;
import dev.webcheck.store.read.request.SlowestPosition;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ListQueryTest {

    @Example
    void without_parameters_the_newest_hundred_are_meant() {
        ListQuery query = list(parameters());

        assertThat(query.pageLimit().rows()).isEqualTo(100);
        assertThat(query.filter()).isEqualTo(RequestFilter.EVERYTHING);
        assertThat(query.start()).isEqualTo(new ListStart.Newest(Optional.empty()));
    }

    @Example
    void outcomes_are_repeated_or_between_commas_and_of_any_case() {
        assertThat(conditions("outcome", "CRASHED,failed", "outcome", "Unknown"))
                .containsExactly("outcome in [FAILED, CRASHED, UNKNOWN]");
    }

    @Example
    void a_website_is_looked_for_in_lower_case() {
        assertThat(conditions("website", "API.Example.com:8080")).containsExactly("website is api.example.com:8080");
    }

    @Example
    void every_other_condition_is_a_parameter_too() {
        UUID id = UUID.fromString("9d2b1c1e-51a7-4a55-9a0e-3b9e3a1f7d02");

        assertThat(conditions(
                        "service",
                        "checkout",
                        "instanceId",
                        id.toString(),
                        "method",
                        "get,POST",
                        "statusClass",
                        "5XX",
                        "statusClass",
                        "4xx",
                        "errorType",
                        "tls",
                        "callId",
                        id.toString(),
                        "traceId",
                        "4BF92F3577B34DA6A3CE929D0E0E4736",
                        "text",
                        "/Items?a=1,2"))
                .containsExactly(
                        "service is checkout",
                        "instance is " + id,
                        "method in [GET, POST]",
                        "status class in [4, 5]",
                        "error type is tls",
                        "call is " + id,
                        "trace is 4bf92f3577b34da6a3ce929d0e0e4736",
                        "url contains /items?a=1,2");
    }

    @Example
    void a_condition_that_makes_no_sense_is_named() {
        assertThat(errors(parameters(
                        "service",
                        "",
                        "instanceId",
                        "1",
                        "method",
                        "GET /",
                        "statusClass",
                        "6xx",
                        "errorType",
                        "\0",
                        "callId",
                        "1",
                        "traceId",
                        "4bf9",
                        "text",
                        "",
                        "order",
                        "oldest")))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder(
                        "service",
                        "instanceId",
                        "method",
                        "statusClass",
                        "errorType",
                        "callId",
                        "traceId",
                        "text",
                        "order");
    }

    @Example
    void the_slowest_are_those_of_the_last_hour_unless_told() {
        ListQuery query = list(parameters("order", "slowest"));
        RequestFilter early =
                list(parameters("order", "slowest", "to", "2025-04-01")).filter();

        assertThat(query.start()).isEqualTo(new ListStart.Slowest(Optional.empty()));
        assertThat(Duration.between(
                        query.filter().from().orElseThrow(), query.filter().to().orElseThrow()))
                .isEqualTo(Duration.ofHours(1));
        assertThat(early.from()).contains(Instant.parse("2025-03-31T23:00:00Z"));
    }

    @Example
    void a_cursor_leads_on_in_its_own_order_only() {
        SlowestPosition position = new SlowestPosition(7, UUID.randomUUID());
        String slowest = SlowestCursor.encode(position);
        String newest = Cursor.encode(position.id());

        assertThat(list(parameters("order", "slowest", "cursor", slowest)).start())
                .isEqualTo(ListStart.Slowest.below(position));
        assertThat(errors(parameters("cursor", slowest)))
                .extracting(FieldError::field)
                .containsExactly("cursor");
        assertThat(errors(parameters("order", "slowest", "cursor", newest)))
                .extracting(FieldError::field)
                .containsExactly("cursor");
    }

    @Example
    void a_stream_of_the_slowest_needs_a_limit() {
        QueryParameters parameters = parameters("order", "slowest");

        assertThat(of(catchThrowableOfType(
                                HttpProblem.class,
                                () -> ListQuery.of(parameters, TimeFrame.optional(parameters), ListFormat.CSV)))
                        .get(0)
                        .field())
                .isEqualTo("limit");
    }

    @Example
    void every_fault_is_named_with_its_value() {
        assertThat(errors(parameters("outcome", "LOST", "limit", "0", "website", "", "cursor", "?", "foo", "bar")))
                .extracting(FieldError::field, FieldError::value)
                .containsExactlyInAnyOrder(
                        tuple("foo", "bar"),
                        tuple("outcome", "LOST"),
                        tuple("limit", "0"),
                        tuple("website", ""),
                        tuple("cursor", "?"));
    }

    @Example
    void a_limit_is_a_whole_number_from_1_to_1000() {
        for (String good : List.of("1", "1000", "0010")) {
            assertThat(list(parameters("limit", good)).limit()).contains(Integer.valueOf(good));
        }
        for (String bad : List.of("0", "1001", "-1", "+1", "1.0", "1e2", "abc", "", " 1", "99999999999999999999")) {
            assertThat(errors(parameters("limit", bad)))
                    .extracting(FieldError::value)
                    .containsExactly(bad);
        }
    }

    @Example
    void long_values_are_cut() {
        assertThat(errors(parameters("limit", "9".repeat(5_000))).get(0).value())
                .hasSize(201);
    }

    @Example
    void a_time_frame_that_holds_no_moment_is_refused() {
        assertThat(frameErrors(parameters("from", "2025-04-02", "to", "2025-04-01")))
                .extracting(FieldError::field)
                .containsExactly("to");
        assertThat(frameErrors(parameters("from", "2025-04-01", "to", "2025-04-01T02:00:00+02:00")))
                .extracting(FieldError::value)
                .containsExactly("2025-04-01T02:00:00+02:00");
    }

    @Example
    void a_time_frame_needs_both_its_ends() {
        assertThat(frameErrors(parameters())).extracting(FieldError::field).containsExactly("from", "to");
        assertThat(frameErrors(parameters("to", "2025-04-01")))
                .extracting(FieldError::field, FieldError::value)
                .containsExactly(tuple("from", null));
    }

    @Example
    void a_time_frame_is_part_of_the_filter() {
        ListQuery query = withinTimeFrame(parameters("from", "2025-04-01", "to", "2025-04-02"));

        assertThat(query.filter().from()).contains(Instant.parse("2025-04-01T00:00:00Z"));
        assertThat(query.filter().to()).contains(Instant.parse("2025-04-02T00:00:00Z"));
    }

    @Property
    void any_values_give_a_query_or_a_bad_request(
            @ForAll String outcome,
            @ForAll String website,
            @ForAll String limit,
            @ForAll String cursor,
            @ForAll String from,
            @ForAll String to,
            @ForAll String text) {
        try {
            ListQuery query = withinTimeFrame(parameters(
                    "outcome", outcome, "website", website, "limit", limit, "cursor", cursor, "from", from, "to", to,
                    "text", text));
            assertThat(query.pageLimit().rows()).isBetween(1, 1000);
        } catch (HttpProblem problem) {
            assertThat(problem.getStatusCode()).isEqualTo(400);
        }
    }

    private static ListQuery list(QueryParameters parameters) {
        return ListQuery.of(parameters, TimeFrame.optional(parameters), ListFormat.JSON);
    }

    private static ListQuery withinTimeFrame(QueryParameters parameters) {
        return ListQuery.of(parameters, TimeFrame.required(parameters), ListFormat.JSON);
    }

    private static List<String> conditions(String... namesAndValues) {
        return list(parameters(namesAndValues)).filter().conditions().stream()
                .map(RequestCondition::toString)
                .toList();
    }

    private static List<FieldError> errors(QueryParameters parameters) {
        return of(catchThrowableOfType(HttpProblem.class, () -> list(parameters)));
    }

    private static List<FieldError> frameErrors(QueryParameters parameters) {
        return of(catchThrowableOfType(HttpProblem.class, () -> withinTimeFrame(parameters)));
    }

    private static List<FieldError> of(HttpProblem problem) {
        assertThat(problem.getStatusCode()).isEqualTo(400);
        return ((List<?>) Objects.requireNonNull(problem.getParameters().get("errors")))
                .stream().map(FieldError.class::cast).toList();
    }

    private static QueryParameters parameters(String... namesAndValues) {
        MultivaluedHashMap<String, String> values = new MultivaluedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return QueryParameters.of(
                values, FilterQuery.namesBetween(List.of(TimeFrame.FROM, TimeFrame.TO), ListQuery.NAMES));
    }
}
