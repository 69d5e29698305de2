package dev.webcheck.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.webcheck.store.Outcome;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ListQueryTest {

    @Example
    void without_parameters_the_newest_hundred_are_meant() {
        ListQuery query = ListQuery.of(parameters());

        assertThat(query.pageLimit()).isEqualTo(100);
        assertThat(query.filter().outcomes()).isEmpty();
        assertThat(query.filter().website()).isEmpty();
        assertThat(query.below()).isEmpty();
    }

    @Example
    void outcomes_are_repeated_or_between_commas_and_of_any_case() {
        assertThat(ListQuery.of(parameters("outcome", "CRASHED,failed", "outcome", "Unknown"))
                        .filter()
                        .outcomes())
                .containsExactlyInAnyOrder(Outcome.CRASHED, Outcome.FAILED, Outcome.UNKNOWN);
    }

    @Example
    void a_website_is_looked_for_in_lower_case() {
        assertThat(ListQuery.of(parameters("website", "API.Example.com:8080"))
                        .filter()
                        .website())
                .contains("api.example.com:8080");
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
            assertThat(ListQuery.of(parameters("limit", good)).limit()).contains(Integer.valueOf(good));
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
        ListQuery query = ListQuery.withinTimeFrame(parameters("from", "2025-04-01", "to", "2025-04-02"));

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
            @ForAll String to) {
        try {
            ListQuery query = ListQuery.withinTimeFrame(parameters(
                    "outcome", outcome, "website", website, "limit", limit, "cursor", cursor, "from", from, "to", to));
            assertThat(query.pageLimit()).isBetween(1, 1000);
        } catch (HttpProblem problem) {
            assertThat(problem.getStatusCode()).isEqualTo(400);
        }
    }

    private static List<FieldError> errors(QueryParameters parameters) {
        return of(catchThrowableOfType(HttpProblem.class, () -> ListQuery.of(parameters)));
    }

    private static List<FieldError> frameErrors(QueryParameters parameters) {
        return of(catchThrowableOfType(HttpProblem.class, () -> ListQuery.withinTimeFrame(parameters)));
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
        return QueryParameters.of(values, "from", "to", "outcome", "website", "limit", "cursor");
    }
}
