package dev.webcheck.store.read.instance;

import static dev.webcheck.store.read.Rows.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webcheck.correlation.Detector;
import dev.webcheck.correlation.Life;
import dev.webcheck.event.RequestCounters;
import dev.webcheck.event.StopReason;
import dev.webcheck.store.read.PageLimit;
import dev.webcheck.store.read.PostgresResource;
import dev.webcheck.store.read.Rows;
import dev.webcheck.store.read.history.ReplacedDeath;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class InstanceReaderIT {

    @Inject
    InstanceReader reader;

    @Inject
    DataSource database;

    private Rows rows;

    @BeforeEach
    void clear() throws SQLException {
        rows = new Rows(database);
        rows.clear();
    }

    @Test
    void an_instance_is_read_with_its_state_its_counters_and_its_history() throws SQLException {
        UUID dead = rows.dead(1, "checkout", NOON.plusSeconds(70));
        rows.execute(
                "UPDATE instance SET lease_ticks = 9, begun = 12, ended = 8, unrecorded = 3, replaced_deaths ="
                        + " '[{\"detector\": \"lease\", \"at\": \"2025-04-01T12:00:01Z\", \"takenBackAt\": \"2025-04-01T12:01:10Z\"}]'");

        assertThat(reader.find(dead))
                .contains(new RecordedInstance(
                        dead,
                        Optional.of("checkout"),
                        Life.STOPPED,
                        Optional.of(StopReason.DIED),
                        NOON,
                        NOON.plusSeconds(60),
                        Optional.of(NOON.plusSeconds(70)),
                        Duration.ofSeconds(9),
                        Optional.of(new RequestCounters(12, 8, 3)),
                        List.of(new ReplacedDeath(Detector.LEASE, NOON.plusSeconds(1), NOON.plusSeconds(70)))));
        assertThat(reader.find(UUID.randomUUID())).isEmpty();
    }

    @Test
    void of_an_instance_that_has_told_nothing_nothing_is_made_up() throws SQLException {
        UUID alive = rows.alive(1, "checkout");
        rows.execute("UPDATE instance SET service = NULL");

        assertThat(reader.find(alive)).hasValueSatisfying(instance -> {
            assertThat(instance.service()).isEmpty();
            assertThat(instance.state()).isEqualTo(Life.ALIVE);
            assertThat(instance.told()).isEmpty();
            assertThat(instance.verdictAt()).isEmpty();
            assertThat(instance.history()).isEmpty();
        });
    }

    @Test
    void a_filter_lets_through_what_meets_all_its_conditions() throws SQLException {
        UUID alive = rows.alive(1, "checkout");
        UUID dead = rows.dead(2, "checkout", NOON);
        UUID other = rows.dead(3, "billing", NOON);

        assertThat(found(Optional.of("checkout"), Set.of())).containsExactlyInAnyOrder(alive, dead);
        assertThat(found(Optional.empty(), Set.of(Life.STOPPED))).containsExactlyInAnyOrder(dead, other);
        assertThat(found(Optional.of("checkout"), Set.of(Life.ALIVE, Life.PRESUMED_DEAD)))
                .containsExactly(alive);
        assertThat(found(Optional.of("nobody"), Set.of())).isEmpty();
    }

    @Test
    void who_pages_through_instances_sees_each_once_while_others_come_in() throws SQLException {
        List<UUID> before = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            // Two at a time, and not on the millisecond.
            UUID id = rows.alive(i, "checkout");
            rows.execute("UPDATE instance SET first_heard_at = '" + NOON.plusNanos(1_000L * (i / 2)) + "' WHERE id = '"
                    + id + "'");
            before.add(0, id);
        }

        List<UUID> seen = new ArrayList<>();
        Optional<InstancePosition> next = Optional.empty();
        int come = 100;
        do {
            InstancePage page = reader.list(InstanceFilter.EVERYTHING, next, PageLimit.ofRows(3));
            page.instances().forEach(instance -> seen.add(instance.id()));
            next = page.next();
            UUID id = rows.alive(come++, "checkout");
            rows.execute("UPDATE instance SET first_heard_at = '" + NOON.plusSeconds(1) + "' WHERE id = '" + id + "'");
        } while (next.isPresent());

        assertThat(seen).containsExactlyElementsOf(before);
    }

    @Test
    void those_that_live_come_first_then_those_that_ended_last() throws SQLException {
        UUID old = rows.alive(1, "checkout");
        UUID young = rows.alive(2, "checkout");
        rows.execute("UPDATE instance SET first_heard_at = '" + NOON.minusSeconds(99) + "' WHERE id = '" + old + "'");
        UUID deadLately = rows.dead(3, "checkout", NOON.plusSeconds(50));
        UUID deadLong = rows.dead(4, "checkout", NOON.plusSeconds(40));
        rows.execute("UPDATE instance SET first_heard_at = '" + NOON.minusSeconds(500) + "' WHERE id = '" + deadLately
                + "'");

        List<UUID> seen = new ArrayList<>();
        Optional<InstancePosition> next = Optional.empty();
        do {
            InstancePage page = reader.list(InstanceFilter.EVERYTHING, next, PageLimit.ofRows(1));
            page.instances().forEach(instance -> seen.add(instance.id()));
            next = page.next();
        } while (next.isPresent());

        assertThat(seen).containsExactly(young, old, deadLately, deadLong);
    }

    @Test
    void a_limit_below_one_is_refused() {
        assertThatThrownBy(() -> reader.list(InstanceFilter.EVERYTHING, Optional.empty(), PageLimit.ofRows(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("limit is 0");
    }

    private List<UUID> found(Optional<String> service, Set<Life> states) {
        return reader
                .list(new InstanceFilter(service, states), Optional.empty(), PageLimit.ofRows(10))
                .instances()
                .stream()
                .map(RecordedInstance::id)
                .toList();
    }

    @Test
    void services_are_told_with_their_instances_by_state_the_latest_heard_first() throws SQLException {
        rows.alive(1, "checkout");
        rows.dead(2, "checkout", NOON.plusSeconds(70));
        UUID silent = rows.alive(3, "billing");
        UUID nameless = rows.alive(4, "x");
        rows.execute("UPDATE instance SET state = 'PRESUMED_DEAD', last_heard_at = last_heard_at + interval '1 s'"
                + " WHERE id = '" + silent + "'");
        rows.execute(
                "UPDATE instance SET service = NULL, last_heard_at = '" + NOON + "' WHERE id = '" + nameless + "'");

        assertThat(reader.services())
                .containsExactly(
                        new RecordedService(Optional.of("billing"), 0, 1, 0, NOON.plusSeconds(61)),
                        new RecordedService(Optional.of("checkout"), 1, 0, 1, NOON.plusSeconds(60)),
                        new RecordedService(Optional.empty(), 1, 0, 0, NOON));
    }
}
