package dev.webcheck.store.read.request;

import static dev.webcheck.store.read.Rows.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.correlation.Outcome;
import dev.webcheck.store.read.PageLimit;
import dev.webcheck.store.read.PostgresResource;
import dev.webcheck.store.read.Rows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@SuppressWarnings("NullAway") // the test framework fills the fields
class RequestFilterIT {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Inject
    RequestReader reader;

    @Inject
    DataSource database;

    private Rows rows;

    @BeforeEach
    void clear() throws SQLException {
        rows = new Rows(database);
        rows.clear();
    }

    @Test
    void any_combination_of_conditions_means_the_same_to_the_database_and_to_the_service() throws SQLException {
        mixed(400);
        List<RecordedRequest> all = reader.newest(RequestFilter.EVERYTHING, Optional.empty(), PageLimit.ofRows(1_000))
                .requests();
        assertThat(all).hasSize(400);
        Random random = new Random(7);
        List<Supplier<RequestCondition>> kinds = kinds(random, all);
        Set<Integer> sizes = new HashSet<>();

        for (int round = 0; round < 120; round++) {
            List<RequestCondition> conditions = new ArrayList<>();
            int wanted = 1 + random.nextInt(3);
            for (int i = 0; i < wanted; i++) {
                conditions.add(kinds.get((round + i * random.nextInt(kinds.size())) % kinds.size())
                        .get());
            }
            RequestFilter filter = new RequestFilter(
                    conditions,
                    random.nextBoolean() ? Optional.of(NOON.plusMillis(random.nextInt(200))) : Optional.empty(),
                    random.nextBoolean() ? Optional.of(NOON.plusMillis(200 + random.nextInt(200))) : Optional.empty());

            List<UUID> found = ids(reader.newest(filter, Optional.empty(), PageLimit.ofRows(1_000))
                    .requests());

            assertThat(found)
                    .as("%s", filter)
                    .containsExactlyElementsOf(
                            ids(all.stream().filter(filter::letsThrough).toList()));
            sizes.add(found.size());
        }
        assertThat(sizes).as("filters let some through and hold others back").hasSizeGreaterThan(10);
    }

    @Test
    void what_is_not_known_of_a_request_meets_no_condition() throws SQLException {
        UUID id = Rows.id(NOON, 1);
        rows.execute("INSERT INTO request (id, instance_id, outcome, duration_nanos) VALUES ('" + id + "', '"
                + Rows.instance(1) + "', 'COMPLETED', 7)");
        RecordedRequest request = reader.find(id).orElseThrow();

        for (RequestCondition condition : List.of(
                RequestCondition.website("a.example"),
                RequestCondition.service("checkout"),
                RequestCondition.methodIn(Set.of("GET")),
                RequestCondition.statusClassIn(Set.of(2)),
                RequestCondition.errorType("connect"),
                RequestCondition.call(id),
                RequestCondition.trace(TRACE),
                RequestCondition.urlContains("a"))) {
            assertThat(condition.isMetBy(request)).as("%s", condition).isFalse();
            assertThat(reader.newest(RequestFilter.of(condition), Optional.empty(), PageLimit.ofRows(1))
                            .requests())
                    .as("%s", condition)
                    .isEmpty();
        }
    }

    @Test
    void a_search_goes_on_where_it_had_to_stop_and_finds_what_lies_behind() throws SQLException {
        UUID oldest = rows.crashed(Rows.instance(1), NOON, 0, "https://a.example/oldest");
        rows.many(NOON.plusMillis(1), 2 * RequestSearch.MOST_LOOKED_AT + 1);
        // The last that the first step looks at is wanted as well.
        UUID border = Rows.id(NOON.plusMillis(2 + RequestSearch.MOST_LOOKED_AT), 0);
        rows.execute("UPDATE request SET outcome = 'CRASHED' WHERE id = '" + border + "'");
        RequestFilter crashed = RequestFilter.of(RequestCondition.outcomeIn(Set.of(Outcome.CRASHED)));

        List<RequestPage> pages = new ArrayList<>();
        Optional<UUID> next = Optional.empty();
        do {
            RequestPage page = reader.newest(crashed, next, PageLimit.ofRows(10));
            pages.add(page);
            next = page.next();
        } while (next.isPresent());

        assertThat(pages)
                .extracting(page -> ids(page.requests()))
                .containsExactly(List.of(border), List.of(), List.of(oldest));
        assertThat(pages.get(0).next()).contains(border);
    }

    @Test
    void the_slowest_come_first_and_those_without_an_end_not_at_all() throws SQLException {
        UUID instance = rows.alive(1, "checkout");
        UUID slow = rows.completed(instance, NOON, 1, "https://a.example/slow", 900);
        UUID fast = rows.completed(instance, NOON, 2, "https://a.example/fast", 1);
        UUID first = rows.completed(instance, NOON, 3, "https://a.example/equal", 50);
        UUID second = rows.completed(instance, NOON, 4, "https://a.example/equal", 50);
        rows.completed(instance, NOON.plusSeconds(60), 5, "https://a.example/later", 5_000);
        rows.crashed(instance, NOON, 6, "https://a.example/crashed");
        RequestFilter frame = RequestFilter.EVERYTHING.within(NOON, NOON.plusSeconds(60));

        SlowestPage page = reader.slowest(frame, Optional.empty(), PageLimit.ofRows(2));
        SlowestPage last = reader.slowest(frame, page.next(), PageLimit.ofRows(2));

        assertThat(ids(page.requests())).containsExactly(slow, second);
        assertThat(ids(last.requests())).containsExactly(first, fast);
        assertThat(last.next()).isEmpty();
        assertThat(ids(reader.slowest(
                                new RequestFilter(
                                        List.of(RequestCondition.urlContains("FAST")), frame.from(), frame.to()),
                                Optional.empty(),
                                PageLimit.ofRows(2))
                        .requests()))
                .containsExactly(fast);
    }

    @Test
    void the_requests_of_a_call_are_found_from_its_time_on_in_the_order_of_the_attempts() throws SQLException {
        UUID instance = rows.alive(1, "checkout");
        UUID call = rows.completed(instance, NOON, 1, "https://a.example/1", 10);
        UUID third = rows.completed(instance, NOON.plusMillis(20), 1, "https://a.example/3", 10);
        UUID second = rows.completed(instance, NOON.plusMillis(30), 1, "https://a.example/2", 10);
        rows.completed(instance, NOON.plusMillis(40), 1, "https://a.example/other", 10);
        rows.execute("UPDATE request SET call_id = '" + call + "', attempt = 3 WHERE id = '" + third + "'");
        rows.execute("UPDATE request SET call_id = '" + call + "', attempt = 2 WHERE id = '" + second + "'");

        RecordedCall found = reader.call(call);

        assertThat(ids(found.requests())).containsExactly(call, second, third);
        assertThat(found.searchedFrom()).isEqualTo(NOON);
        assertThat(found.searchedTo()).isEqualTo(NOON.plus(Duration.ofHours(1)));
        assertThat(reader.call(Rows.id(NOON, 99)).requests()).isEmpty();
    }

    @Test
    void a_call_whose_id_tells_no_time_is_looked_for_among_the_newest() throws SQLException {
        UUID call = UUID.fromString("5f0c2d1e-7a52-4c93-8f3e-2f6f0a0f6c11");
        UUID id = rows.completed(rows.alive(1, "checkout"), NOON, 1, "https://a.example/1", 10);
        rows.execute("UPDATE request SET call_id = '" + call + "'");

        RecordedCall found = reader.call(call);

        assertThat(ids(found.requests())).containsExactly(id);
        assertThat(found.searchedFrom()).isEqualTo(Instant.EPOCH);
    }

    private static List<Supplier<RequestCondition>> kinds(Random random, List<RecordedRequest> all) {
        Supplier<RecordedRequest> any = () -> all.get(random.nextInt(all.size()));
        return List.of(
                () -> RequestCondition.outcomeIn(EnumSet.of(any.get().outcome(), Outcome.FAILED)),
                () -> RequestCondition.website(any.get().website().orElse("a.example")),
                () -> RequestCondition.service(any.get().service().orElse("checkout")),
                () -> RequestCondition.instance(any.get().instanceId()),
                () -> RequestCondition.methodIn(Set.of(any.get().method().orElse("get"), "PUT")),
                () -> RequestCondition.statusClassIn(Set.of(3 + random.nextInt(3), 2)),
                () -> RequestCondition.errorType(any.get().errorType().orElse("connect")),
                () -> RequestCondition.call(any.get().callId().orElseGet(UUID::randomUUID)),
                () -> RequestCondition.trace(TRACE),
                () -> RequestCondition.urlContains(List.of("ITEMS", "%", "_", "\\", "é", "'", "?q=Ü", "a.ex")
                        .get(random.nextInt(8))));
    }

    private void mixed(int count) throws SQLException {
        rows.alive(1, "checkout");
        rows.alive(2, "billing");
        rows.execute("INSERT INTO request (id, instance_id, outcome, call_id, attempt, method, url, website,"
                + " duration_nanos, status_code, error_type, trace_id, span_id) SELECT"
                + " (lpad(to_hex(" + NOON.toEpochMilli() + " + i), 12, '0') || '70008000000000000000')::uuid,"
                + " ('9d2b1c1e-51a7-4a55-9a0e-00000000000' || 1 + i % 3)::uuid,"
                + " (ARRAY['COMPLETED', 'FAILED', 'IN_FLIGHT', 'UNKNOWN'])[1 + i % 4],"
                + " CASE WHEN i % 7 > 0 THEN ('5f0c2d1e-7a52-4c93-8f3e-00000000000' || i % 5)::uuid END, 1,"
                + " (ARRAY['GET', 'POST', 'get', NULL])[1 + i % 4],"
                + " (ARRAY['https://a.example/Items', 'https://b.example/100%_\\é', 'https://a.example/?q=ü''', NULL])"
                + "[1 + i % 4], (ARRAY['a.example', 'b.example', NULL])[1 + i % 3], i,"
                + " CASE WHEN i % 6 > 0 THEN i % 6 * 100 + i % 100 END,"
                + " (ARRAY['connect', NULL, 'tls'])[1 + i % 3], CASE WHEN i % 2 = 0 THEN '" + TRACE
                + "'::uuid END, '00f067aa0ba902b7'"
                + " FROM generate_series(1, " + count + ") i");
    }

    private static List<UUID> ids(List<RecordedRequest> requests) {
        return Stream.of(requests)
                .flatMap(List::stream)
                .map(RecordedRequest::id)
                .toList();
    }
}
