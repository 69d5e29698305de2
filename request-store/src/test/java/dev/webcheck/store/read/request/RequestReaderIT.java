package dev.webcheck.store.read.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.webcheck.correlation.Detector;
import dev.webcheck.correlation.Execution;
import dev.webcheck.correlation.Outcome;
import dev.webcheck.event.BodySizes;
import dev.webcheck.event.Exchange;
import dev.webcheck.event.Peer;
import dev.webcheck.event.PhaseNanos;
import dev.webcheck.event.RequestPhase;
import dev.webcheck.event.TraceContext;
import dev.webcheck.store.read.PageLimit;
import dev.webcheck.store.read.PostgresResource;
import dev.webcheck.store.read.StoreState;
import dev.webcheck.store.read.history.ReplacedVerdict;
import dev.webcheck.store.read.probe.StoreProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RequestReaderIT {

    private static final UUID INSTANCE = UUID.fromString("9d2b1c1e-51a7-4a55-9a0e-3b9e3a1f7d02");
    private static final UUID NAMELESS = UUID.fromString("9d2b1c1e-51a7-4a55-9a0e-3b9e3a1f7d03");
    private static final UUID CALL = UUID.fromString("5f0c2d1e-7a52-4c93-8f3e-2f6f0a0f6c11");
    private static final Instant NOON = Instant.parse("2025-04-01T12:00:00Z");

    @Inject
    RequestReader reader;

    @Inject
    StoreProbe probe;

    @Inject
    DataSource database;

    @BeforeEach
    void empty() throws SQLException {
        execute("TRUNCATE request, instance, website_hour, website_total, website_change");
        execute("INSERT INTO instance (id, service, state, partition, heard_tick, lease_ticks, first_heard_at,"
                + " last_heard_at) VALUES ('" + INSTANCE + "', 'checkout', 'ALIVE', 0, 1, 10, now(), now()), ('"
                + NAMELESS + "', NULL, 'ALIVE', 0, 1, 10, now(), now())");
    }

    @Test
    void a_whole_request_is_read_with_the_service_of_its_instance() throws SQLException {
        UUID id = id(NOON, 1);
        execute("INSERT INTO request VALUES ('" + id + "', '" + INSTANCE + "', 'COMPLETED', '" + CALL
                + "', 2, 'GET', 'https://example.com/a', 'example.com', 1500000, 404, NULL, NULL, NULL)");

        assertThat(reader.find(id))
                .contains(new RecordedRequest(
                        id,
                        INSTANCE,
                        Optional.of("checkout"),
                        Outcome.COMPLETED,
                        Optional.of(CALL),
                        OptionalInt.of(2),
                        Optional.of("GET"),
                        Optional.of("https://example.com/a"),
                        Optional.of("example.com"),
                        Optional.of(Duration.ofNanos(1_500_000)),
                        OptionalInt.of(404),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        Exchange.UNSEEN,
                        List.of()));
        assertThat(reader.find(id).orElseThrow().completedAt()).contains(NOON.plusNanos(1_500_000));
    }

    @Test
    void a_look_up_by_id_is_planned_once_however_many_days_are_stored() throws SQLException {
        execute("SELECT ensure_request_partitions('2025-04-01', '2025-04-10')");
        UUID id = insert(id(NOON, 1), "COMPLETED", "example.com", INSTANCE);

        for (int i = 0; i < 30; i++) {
            assertThat(reader.find(id)).isPresent();
        }

        // The pool gives a thread the connection that it had before.
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet plans = statement.executeQuery("SELECT sum(generic_plans) FROM pg_prepared_statements"
                    + " WHERE statement LIKE '%from request %.id=$1%'")) {
                plans.next();
                assertThat(plans.getLong(1)).isPositive();
            }
        }
    }

    @Test
    void a_request_of_which_only_the_end_arrived_is_read_too() throws SQLException {
        UUID id = id(NOON, 1);
        execute("INSERT INTO request (id, instance_id, outcome, duration_nanos, error_type) VALUES ('" + id + "', '"
                + NAMELESS + "', 'FAILED', 7, 'connect')");

        RecordedRequest found = reader.find(id).orElseThrow();

        assertThat(found.service()).isEmpty();
        assertThat(found.url()).isEmpty();
        assertThat(found.attempt()).isEmpty();
        assertThat(found.errorType()).contains("connect");
        assertThat(found.startedAt()).isEqualTo(NOON);
    }

    @Test
    void a_request_of_an_instance_that_no_row_tells_of_has_no_service() throws SQLException {
        UUID id = insert(id(NOON, 1), "IN_FLIGHT", "example.com", UUID.randomUUID());

        assertThat(reader.find(id).orElseThrow().service()).isEmpty();
    }

    @Test
    void a_verdict_is_read_with_its_evidence() throws SQLException {
        UUID id = insert(id(NOON, 1), "CRASHED", "example.com", INSTANCE);
        execute("UPDATE request SET detector = 'lease', verdict_at = '2025-04-01T12:00:12.5Z'");

        RecordedRequest found = reader.find(id).orElseThrow();

        assertThat(found.outcome()).isEqualTo(Outcome.CRASHED);
        assertThat(found.detector()).contains(Detector.LEASE);
        assertThat(found.verdictAt()).contains(NOON.plusMillis(12_500));
        assertThat(found.completedAt()).isEmpty();
    }

    @Test
    void what_was_seen_of_an_exchange_is_read() throws SQLException {
        UUID id = insert(id(NOON, 1), "FAILED", "example.com", INSTANCE);
        execute("UPDATE request SET duration_nanos = 7, error_type = 'body', phase = 'READING',"
                + " trace_id = '4bf92f3577b34da6a3ce929d0e0e4736', span_id = '00f067aa0ba902b7',"
                + " request_headers = '{\"x\": \"\", \"accept\": \"\\u00fc\"}', lease_nanos = 1, dns_nanos = 2,"
                + " connect_nanos = 3, tls_nanos = 4, send_nanos = 5, first_byte_nanos = 0, request_body_size = 6,"
                + " response_body_size = 7, response_decoded_body_size = 8, protocol_version = '1.1',"
                + " peer_address = '::1', peer_port = 0, response_headers = '{\"age\": \"1\"}'");

        RecordedRequest found = reader.find(id).orElseThrow();

        assertThat(found.trace()).contains(new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"));
        assertThat(found.requestHeaders()).containsExactly(entry("accept", "ü"), entry("x", ""));
        assertThat(found.exchange())
                .isEqualTo(new Exchange(
                        Optional.of(RequestPhase.READING),
                        new PhaseNanos(1, 2, 3, 4, 5, 0, PhaseNanos.NOT_SEEN),
                        new BodySizes(6, 7, 8),
                        Optional.of("1.1"),
                        Optional.of(new Peer("::1", 0)),
                        Map.of("age", "1")));
        assertThat(found.execution()).contains(Execution.EXECUTED_ANSWER_LOST);
    }

    @Test
    void what_a_journal_tells_of_a_death_is_read_without_an_end() throws SQLException {
        UUID id = insert(id(NOON, 1), "CRASHED", "example.com", INSTANCE);
        execute("UPDATE request SET detector = 'journal', verdict_at = now(), phase = 'CONNECTING'");

        assertThat(reader.find(id).orElseThrow().execution()).contains(Execution.NOT_SENT);
    }

    @Test
    void what_was_believed_before_is_read_with_what_is_known_now() throws SQLException {
        UUID id = insert(id(NOON, 1), "COMPLETED", "example.com", INSTANCE);
        execute("UPDATE request SET duration_nanos = 7, replaced_verdicts = '[{\"outcome\": \"CRASHED\","
                + " \"detector\": \"lease\", \"at\": \"2025-04-01T12:00:12Z\","
                + " \"replacedAt\": \"2025-04-01T12:00:13.5Z\"}]'");

        assertThat(reader.find(id).orElseThrow().history())
                .containsExactly(new ReplacedVerdict(
                        Outcome.CRASHED,
                        Detector.LEASE,
                        NOON.plusSeconds(12),
                        Optional.empty(),
                        NOON.plusMillis(13_500)));
    }

    @Test
    void an_id_that_is_not_recorded_is_not_found() {
        assertThat(reader.find(UUID.fromString("e9717796-bb7d-4b22-9f56-07fec838d4c5")))
                .isEmpty();
    }

    @Test
    void pages_go_from_the_newest_to_the_oldest_in_the_order_of_the_database() throws SQLException {
        // The last of these has its highest bit set, which a signed comparison takes for the smallest.
        List<UUID> ids = List.of(
                insert(id(NOON, 1), "COMPLETED", "a", INSTANCE),
                insert(id(NOON.plusMillis(1), 0), "COMPLETED", "a", INSTANCE),
                insert(id(NOON.plusSeconds(86_400), 0), "COMPLETED", "a", INSTANCE),
                insert(new UUID(0x8000_0000_0000_7000L, 0x8000_0000_0000_0000L), "COMPLETED", "a", INSTANCE));

        RequestPage first = reader.newest(RequestFilter.EVERYTHING, Optional.empty(), PageLimit.ofRows(3));
        RequestPage second = reader.newest(RequestFilter.EVERYTHING, first.next(), PageLimit.ofRows(3));

        assertThat(ids(first)).containsExactly(ids.get(3), ids.get(2), ids.get(1));
        assertThat(first.next()).contains(ids.get(1));
        assertThat(ids(second)).containsExactly(ids.get(0));
        assertThat(second.next()).isEmpty();
    }

    @Test
    void a_full_last_page_has_no_next_one() throws SQLException {
        insert(id(NOON, 1), "COMPLETED", "a", INSTANCE);
        insert(id(NOON, 2), "COMPLETED", "a", INSTANCE);

        assertThat(reader.newest(RequestFilter.EVERYTHING, Optional.empty(), PageLimit.ofRows(2))
                        .next())
                .isEmpty();
    }

    @Test
    void a_page_ends_at_its_bytes_and_has_at_least_one_request() throws SQLException {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            ids.add(0, insert(id(NOON.plusSeconds(40_000L * i), i), "COMPLETED", "a", INSTANCE));
        }

        for (RequestFilter filter :
                List.of(RequestFilter.EVERYTHING, RequestFilter.of(RequestCondition.website("a")))) {
            for (PageLimit limit : List.of(
                    new PageLimit(10, 1), new PageLimit(2, 1), new PageLimit(1_000, 700), new PageLimit(2, 700))) {
                List<UUID> seen = new ArrayList<>();
                Optional<UUID> next = Optional.empty();
                int pages = 0;
                do {
                    RequestPage page = reader.newest(filter, next, limit);
                    assertThat(page.requests()).hasSizeLessThanOrEqualTo(limit.bytes() == 1 ? 1 : 3);
                    seen.addAll(ids(page));
                    next = page.next();
                    pages++;
                } while (next.isPresent());
                assertThat(seen).as("%s by %s", filter, limit).containsExactlyElementsOf(ids);
                assertThat(pages).isLessThanOrEqualTo(10);
            }
        }
    }

    @Test
    void requests_are_found_by_their_ids_in_that_order() throws SQLException {
        UUID one = insert(id(NOON, 1), "COMPLETED", "a", INSTANCE);
        UUID other = insert(id(NOON.plusSeconds(86_400), 2), "COMPLETED", "a", INSTANCE);

        assertThat(reader.find(List.of(one, UUID.randomUUID(), other)))
                .extracting(RecordedRequest::id)
                .containsExactly(one, other);
    }

    @Test
    void who_pages_while_requests_come_in_sees_each_once_and_misses_none() throws SQLException {
        List<UUID> before = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            before.add(0, insert(id(NOON, i), "COMPLETED", "a", INSTANCE));
        }

        List<UUID> seen = new ArrayList<>();
        Optional<UUID> next = Optional.empty();
        int come = 0;
        do {
            RequestPage page = reader.newest(RequestFilter.EVERYTHING, next, PageLimit.ofRows(4));
            seen.addAll(ids(page));
            next = page.next();
            insert(id(NOON.plusSeconds(1), come++), "IN_FLIGHT", "a", INSTANCE);
        } while (next.isPresent());

        assertThat(seen).containsExactlyElementsOf(before);
    }

    @Test
    void a_time_frame_has_its_start_and_not_its_end() throws SQLException {
        insert(id(NOON.minusMillis(1), 9), "COMPLETED", "a", INSTANCE);
        UUID first = insert(id(NOON, 0), "COMPLETED", "a", INSTANCE);
        UUID last = insert(id(NOON.plusMillis(9), 9), "COMPLETED", "a", INSTANCE);
        insert(id(NOON.plusMillis(10), 0), "COMPLETED", "a", INSTANCE);

        RequestPage page = reader.newest(
                RequestFilter.EVERYTHING.within(NOON, NOON.plusMillis(10)), Optional.empty(), PageLimit.ofRows(10));

        assertThat(ids(page)).containsExactly(last, first);
    }

    @Test
    void outcomes_and_website_narrow_a_list() throws SQLException {
        insert(id(NOON, 1), "COMPLETED", "a", INSTANCE);
        UUID crashed = insert(id(NOON, 2), "CRASHED", "a", INSTANCE);
        UUID failed = insert(id(NOON, 3), "FAILED", "a", INSTANCE);
        insert(id(NOON, 4), "FAILED", "b", INSTANCE);

        RequestFilter filter = RequestFilter.of(
                RequestCondition.outcomeIn(Set.of(Outcome.CRASHED, Outcome.FAILED)), RequestCondition.website("a"));

        assertThat(ids(reader.newest(filter, Optional.empty(), PageLimit.ofRows(10))))
                .containsExactly(failed, crashed);
    }

    @Test
    void a_migrated_database_is_ready() {
        assertThat(probe.look()).isEqualTo(StoreState.READY);
    }

    @Test
    void a_database_of_an_earlier_version_lacks_its_schema() throws SQLException {
        execute("ALTER TABLE incident_note RENAME TO elsewhere");
        try {
            assertThat(probe.look()).isEqualTo(StoreState.WITHOUT_SCHEMA);
        } finally {
            execute("ALTER TABLE elsewhere RENAME TO incident_note");
        }
    }

    @Test
    void a_page_of_none_is_refused() {
        assertThatThrownBy(() -> reader.newest(RequestFilter.EVERYTHING, Optional.empty(), PageLimit.ofRows(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0");
    }

    private static List<UUID> ids(RequestPage page) {
        return page.requests().stream().map(RecordedRequest::id).toList();
    }

    private static UUID id(Instant start, long rest) {
        return new UUID(start.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L | rest);
    }

    private UUID insert(UUID id, String outcome, String website, UUID instance) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO request (id, instance_id, outcome, website) VALUES (?, ?, ?, ?)")) {
            insert.setObject(1, id);
            insert.setObject(2, instance);
            insert.setString(3, outcome);
            insert.setString(4, website);
            insert.executeUpdate();
        }
        return id;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
