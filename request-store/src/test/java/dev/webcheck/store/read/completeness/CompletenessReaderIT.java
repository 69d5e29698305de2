package dev.webcheck.store.read.completeness;

import static dev.webcheck.store.read.Rows.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.event.RequestCounters;
import dev.webcheck.store.read.PostgresResource;
import dev.webcheck.store.read.Rows;
import dev.webcheck.store.read.completeness.Completeness.Complete;
import dev.webcheck.store.read.completeness.Completeness.Missing;
import dev.webcheck.store.read.completeness.Completeness.Reason;
import dev.webcheck.store.read.completeness.Completeness.Unknown;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class CompletenessReaderIT {

    private static final Instant ONE = NOON.plusSeconds(3_600);

    @Inject
    CompletenessReader reader;

    @Inject
    DataSource database;

    private Rows rows;

    @BeforeEach
    void clear() throws SQLException {
        rows = new Rows(database);
        rows.clear();
    }

    @Test
    void an_instance_is_held_against_what_it_counted() throws SQLException {
        UUID instance = rows.dead(1, "checkout", NOON.plusSeconds(4_000));
        rows.execute("UPDATE instance SET begun = 12, ended = 8, unrecorded = 3");
        hour(instance, NOON, "1, 1, 2, 3, 1, 1, 1, 0, 9, 7, 2");
        hour(instance, ONE, "0, 0, 0, 0, 0, 1, 0, 0, 12, 8, 3");

        assertThat(reader.ofInstance(instance)).hasValueSatisfying(account -> {
            assertThat(account.service()).contains("checkout");
            assertThat(account.recorded()).isEqualTo(new Recorded(7, 1, 2, 1, 0));
            assertThat(account.told()).contains(new RequestCounters(12, 8, 3));
            assertThat(account.completeness()).isEqualTo(new Missing(1));
            assertThat(account.hours())
                    .containsExactly(
                            new HourAccount(
                                    NOON, 1, new Recorded(7, 1, 1, 1, 0), 2, new Unknown(Reason.MISSING_ELSEWHERE)),
                            new HourAccount(
                                    ONE, 1, new Recorded(0, 0, 1, 0, 0), 1, new Unknown(Reason.MISSING_ELSEWHERE)));
        });
    }

    @Test
    void the_states_of_the_table_decide_what_can_be_known() throws SQLException {
        UUID alive = rows.alive(1, "checkout");

        assertThat(completeness(alive)).isEqualTo(new Unknown(Reason.NO_SIGN));
        rows.execute("UPDATE instance SET sequence = 1");
        assertThat(completeness(alive)).isEqualTo(new Unknown(Reason.RUNNING));
        rows.execute("UPDATE instance SET state = 'PRESUMED_DEAD'");
        assertThat(completeness(alive)).isEqualTo(new Unknown(Reason.SILENT));
        rows.execute("UPDATE instance SET state = 'STOPPED', stop_reason = 'CLOSED'");
        assertThat(completeness(alive)).isEqualTo(new Complete());
        assertThat(reader.ofInstance(UUID.randomUUID())).isEmpty();
    }

    @Test
    void hours_that_are_not_kept_are_not_called_missing() throws SQLException {
        UUID instance = rows.dead(1, "checkout", NOON);
        rows.execute("UPDATE instance SET begun = 5, first_heard_at = '" + NOON.minusSeconds(1) + "'");
        hour(instance, NOON, "0, 4, 0, 0, 0, 0, 0, 0, 5, 5, 0");

        assertThat(completeness(instance)).isEqualTo(new Unknown(Reason.NOT_KEPT));
        hour(rows.alive(2, "billing"), NOON.minusSeconds(3_600), "0, 1, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL");
        assertThat(completeness(instance)).isEqualTo(new Missing(1));
    }

    @Test
    void hours_over_all_instances_are_told_newest_first_within_their_frame() throws SQLException {
        UUID first = rows.dead(1, "checkout", NOON);
        UUID second = rows.alive(2, "billing");
        rows.execute("UPDATE instance SET begun = 4 WHERE id = '" + first + "'");
        hour(first, NOON, "0, 4, 0, 0, 0, 0, 0, 0, 4, 4, 0");
        hour(second, NOON, "0, 1, 0, 0, 0, 0, 0, 1, NULL, NULL, NULL");
        hour(second, ONE, "1, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL");
        hour(second, ONE.plusSeconds(3_600), "1, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL");

        assertThat(reader.ofHours(NOON.plusSeconds(59), ONE.plusSeconds(1)))
                .containsExactly(
                        new HourAccount(ONE, 1, new Recorded(0, 1, 0, 0, 0), 0, new Unknown(Reason.NO_SIGN)),
                        new HourAccount(NOON, 2, new Recorded(5, 0, 0, 0, 1), 0, new Missing(1)));
        assertThat(reader.ofHours(NOON.minusSeconds(3_600), NOON)).isEmpty();
    }

    @Test
    void the_hours_of_an_instance_that_goes_on_are_known_by_what_was_recorded_at_its_signs() throws SQLException {
        UUID instance = rows.alive(1, "checkout");
        rows.execute("UPDATE instance SET begun = 9, sequence = 7");
        hour(instance, NOON, "0, 5, 0, 0, 0, 0, 0, 0, 4, 4, 0, 1, 1, 4, 3, 7");
        hour(instance, ONE, "0, 3, 0, 0, 0, 0, 0, 0, 8, 8, 0, 7, 6, 8, 7, 7");
        hour(instance, ONE.plusSeconds(3_600), "1, 0, 0, 0, 0, 0, 0, 0, 10, 9, 0, 9, 8, NULL, NULL, 7");

        assertThat(reader.ofInstance(instance)).hasValueSatisfying(account -> {
            assertThat(account.completeness()).isEqualTo(new Missing(1));
            assertThat(account.hours())
                    .extracting(HourAccount::completeness)
                    .containsExactly(new Missing(1), new Complete(), new Unknown(Reason.RUNNING));
        });
    }

    private Completeness completeness(UUID instance) {
        return Optional.of(instance)
                .flatMap(reader::ofInstance)
                .map(InstanceAccount::completeness)
                .orElseThrow();
    }

    private void hour(UUID instance, Instant hour, String counts) throws SQLException {
        rows.execute("INSERT INTO instance_hour VALUES ('" + instance + "', '" + hour + "', " + counts + ")");
    }
}
