package dev.webcheck.store.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.correlation.Outcome;
import dev.webcheck.correlation.batch.HourChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Workers that do not count the begins of an instance, beside those that do. */
class OlderWorkersIT {

    private static final UUID INSTANCE = new UUID(0, 1);

    /** What a worker of the schema's fourth version does when an instance begins two requests and one of them ends. */
    private static final String WRITE = """
            INSERT INTO instance (id, state, partition, heard_tick, lease_ticks, first_heard_at, last_heard_at)
            VALUES ('%1$s', 'ALIVE', 1, 1, 10, now(), now()) ON CONFLICT (id) DO UPDATE SET last_heard_at = now();
            INSERT INTO instance_hour AS was (instance_id, hour, in_flight, completed, without_begin)
            VALUES ('%1$s', '2026-01-01T10:00Z', 1, 1, 5)
                ON CONFLICT (instance_id, hour) DO UPDATE SET in_flight = was.in_flight + excluded.in_flight,
                   completed = was.completed + excluded.completed""".formatted(INSTANCE);

    private final Database database = Database.empty();

    @Test
    void what_they_record_is_counted_for_them_and_what_others_record_is_not_counted_twice() throws SQLException {
        database.migrate("latest");

        database.execute(WRITE);
        database.execute(WRITE);
        assertThat(recorded()).isEqualTo("4");
        database.execute("UPDATE instance_hour SET in_flight = in_flight - 1, crashed = crashed + 1");
        assertThat(recorded()).isEqualTo("4");
        add(Map.of(Outcome.COMPLETED, 3L));
        assertThat(recorded()).isEqualTo("4");
        database.execute(WRITE);
        assertThat(recorded()).isEqualTo("6");
    }

    @Test
    void instances_that_were_known_before_are_not_counted() {
        database.migrate("4");
        database.execute(WRITE);
        database.migrate("latest");

        database.execute(WRITE);
        assertThat(recorded()).isEqualTo("null");
    }

    private String recorded() {
        return database.text("SELECT recorded FROM instance");
    }

    private void add(Map<Outcome, Long> outcomes) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            HourRows.add(
                    connection,
                    List.of(new HourChange(
                            INSTANCE,
                            Instant.parse("2026-01-01T10:00:00Z"),
                            outcomes,
                            0,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty())));
        }
    }
}
