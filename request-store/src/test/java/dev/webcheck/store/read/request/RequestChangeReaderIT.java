package dev.webcheck.store.read.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.store.read.PostgresResource;
import dev.webcheck.store.read.Rows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@SuppressWarnings("NullAway") // the test framework fills the fields
class RequestChangeReaderIT {

    private static final List<UUID> NONE = List.of();

    @Inject
    RequestChangeReader reader;

    @Inject
    DataSource database;

    private final Instant now = Instant.now();
    private Rows rows;
    private UUID instance;

    @BeforeEach
    void clear() throws SQLException {
        rows = new Rows(database);
        rows.clear();
        instance = rows.alive(1, "checkout");
    }

    @Test
    void what_was_there_before_is_no_change_and_what_comes_is_told_once() throws SQLException {
        rows.completed(instance, now, 1, "https://a.example/old", 1);
        RequestSnapshot start = reader.now();
        UUID second = rows.completed(instance, now.plusMillis(2), 1, "https://a.example/2", 1);
        // Its clock is behind that of the other.
        UUID first = rows.completed(instance, now.minusSeconds(30), 1, "https://a.example/1", 1);

        RequestChanges changes = since(start, NONE);

        assertThat(ids(changes)).containsExactly(first, second);
        assertThat(changes.requests().get(0).service()).contains("checkout");
        assertThat(changes.all()).isTrue();
        assertThat(since(changes.until(), NONE).requests()).isEmpty();
        assertThat(ids(since(start, NONE))).containsExactly(first, second);
    }

    @Test
    void a_request_that_changes_is_told_again() throws SQLException {
        UUID id = rows.crashed(instance, now, 1, "https://a.example/1");
        RequestSnapshot before = reader.now();
        rows.execute("UPDATE request SET outcome = 'COMPLETED', duration_nanos = 1");

        assertThat(ids(since(before, NONE))).containsExactly(id);
    }

    @Test
    void what_a_transaction_wrote_is_told_when_it_is_over_though_later_ones_were_first() throws SQLException {
        RequestSnapshot before = reader.now();
        try (Connection slow = database.getConnection();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            UUID late = Rows.id(now.minusSeconds(1), 1);
            statement.execute("INSERT INTO request (id, instance_id, outcome) VALUES ('" + late + "', '" + instance
                    + "', 'IN_FLIGHT')");
            UUID early = rows.completed(instance, now, 2, "https://a.example/2", 1);

            RequestChanges first = since(before, NONE);
            slow.commit();
            RequestChanges second = since(first.until(), NONE);

            assertThat(ids(first)).containsExactly(early);
            assertThat(ids(second)).containsExactly(late);
        }
    }

    @Test
    void the_changes_since_several_snapshots_reach_up_to_the_same_moment() throws SQLException {
        RequestSnapshot early = reader.now();
        UUID first = rows.completed(instance, now, 1, "https://a.example/1", 1);
        RequestSnapshot late = reader.now();
        UUID second = rows.completed(instance, now.plusMillis(1), 1, "https://a.example/2", 1);

        List<RequestChanges> changes = reader.since(List.of(late, early), NONE);

        assertThat(changes)
                .extracting(RequestChangeReaderIT::ids)
                .containsExactly(List.of(second), List.of(first, second));
        assertThat(changes.get(0).until()).isEqualTo(changes.get(1).until());
    }

    @Test
    void what_started_long_ago_is_looked_at_only_when_it_is_watched() throws SQLException {
        UUID old = rows.crashed(instance, now.minus(Duration.ofDays(2)), 1, "https://a.example/1");
        RequestSnapshot before = reader.now();
        rows.execute("UPDATE request SET phase = 'SENDING'");

        assertThat(since(before, NONE).requests()).isEmpty();
        assertThat(ids(since(before, List.of(old, UUID.randomUUID())))).containsExactly(old);
    }

    @Test
    void clocks_that_are_ahead_do_not_hide_the_others() throws SQLException {
        rows.many(now.plus(Duration.ofHours(5)), 3_000);
        RequestSnapshot before = reader.now();
        UUID ahead = rows.completed(instance, now.plus(Duration.ofHours(6)), 1, "https://a.example/1", 1);
        UUID present = rows.completed(instance, now, 1, "https://a.example/2", 1);

        assertThat(ids(since(before, NONE))).containsExactly(present, ahead);
    }

    @Test
    void more_changes_than_can_be_told_are_the_newest_of_them() throws SQLException {
        RequestSnapshot before = reader.now();
        rows.many(now.minusSeconds(20), ChangedRows.MOST_CHANGES + 5);

        RequestChanges changes = since(before, NONE);

        assertThat(changes.all()).isFalse();
        assertThat(changes.requests()).hasSize(ChangedRows.MOST_CHANGES);
        assertThat(changes.requests().get(0).startedAt())
                .isEqualTo(Instant.ofEpochMilli(now.minusSeconds(20).toEpochMilli() + 5));
    }

    @Test
    void a_snapshot_of_the_future_or_of_long_ago_is_no_trouble() throws SQLException {
        UUID id = rows.completed(instance, now, 1, "https://a.example/1", 1);

        assertThat(since(new RequestSnapshot("9223372036854775807:9223372036854775807:"), NONE)
                        .requests())
                .isEmpty();
        assertThat(ids(since(new RequestSnapshot("1:1:"), NONE))).containsExactly(id);
    }

    @Test
    void requests_that_heartbeats_list_as_open_are_known() throws SQLException {
        UUID open = Rows.id(now, 1);
        rows.execute("UPDATE instance SET open_requests = ARRAY['" + open + "']::uuid[]");

        Collection<UUID> found = reader.longInFlight(10);

        assertThat(found).containsExactly(open);
    }

    private static List<UUID> ids(RequestChanges changes) {
        return changes.requests().stream().map(RecordedRequest::id).toList();
    }

    private RequestChanges since(RequestSnapshot since, Collection<UUID> watched) {
        return reader.since(List.of(since), watched).get(0);
    }
}
