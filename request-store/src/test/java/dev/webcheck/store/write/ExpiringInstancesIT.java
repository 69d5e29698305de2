package dev.webcheck.store.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.correlation.InstanceState;
import dev.webcheck.correlation.PartitionClock;
import dev.webcheck.correlation.rule.Arrival;
import dev.webcheck.correlation.rule.Correlation;
import dev.webcheck.correlation.rule.Stories;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The store finds the instances whose lease may run out by a condition in SQL. They are those of which the rule says so. */
class ExpiringInstancesIT {

    private static final int TICKING = 0;
    private static final int HEARD_ONLY = 1;
    private static final int ELSEWHERE = 2;
    private static final long NOW = 100;
    private static final int FURTHER = 3;

    private final Database database = Database.empty();

    private final Map<Integer, PartitionClock> clocks = new HashMap<>();

    @BeforeEach
    void ticked() {
        database.migrate("latest");
        for (int partition : List.of(TICKING, HEARD_ONLY, ELSEWHERE)) {
            database.execute("INSERT INTO partition_clock (partition, ticks, tick_offset, ticked_at) VALUES ("
                    + partition + ", " + NOW + ", 0, '" + Stories.START + "')");
        }
        for (int partition : List.of(TICKING, HEARD_ONLY)) {
            clocks.put(partition, new PartitionClock(partition, NOW, 0, Stories.START));
        }
    }

    /** Every life, around the very tick at which a lease runs out, by what was told and by twice the longest silence. */
    @Test
    void those_are_loaded_of_which_the_rule_says_that_they_may_expire() throws SQLException {
        for (String life : List.of("ALIVE", "PRESUMED_DEAD", "STOPPED")) {
            for (int partition : List.of(TICKING, HEARD_ONLY, ELSEWHERE)) {
                for (int lease : List.of(5, 10)) {
                    for (int silence : List.of(0, 2, 3, 5, 6)) {
                        for (long heard = NOW - 14; heard <= NOW; heard++) {
                            instance(life, partition, heard, lease, silence);
                        }
                    }
                }
            }
        }

        Correlation batch = new Correlation(Stories.RULES, batch());
        Set<UUID> expiring = all().values().stream()
                .filter(instance -> batch.mayExpire(instance, clocks))
                .map(InstanceState::id)
                .collect(Collectors.toSet());

        assertThat(loaded(batch)).isEqualTo(expiring);
        assertThat(expiring).hasSizeBetween(10, 150);
    }

    /** Ticks of one partition, and in another the end of a request that nobody knows. */
    private static List<Arrival> batch() {
        List<Arrival> batch = new ArrayList<>();
        for (int tick = 1; tick <= FURTHER; tick++) {
            batch.add(new Arrival.OfTick(TICKING, Stories.START.plusSeconds(tick), tick));
        }
        batch.add(new Arrival.OfEvent(HEARD_ONLY, Stories.START, Stories.end(Stories.request(1, 0), 1)));
        return batch;
    }

    private Set<UUID> loaded(Correlation batch) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            SnapshotReader reader = new SnapshotReader(connection, batch, Bounds.OF_A_WORKER);
            Set<UUID> none = new HashSet<>();
            assertThat(reader.readPending(none)).isEmpty();
            return reader.read(none).orElseThrow().instances().keySet();
        }
    }

    private Map<UUID, InstanceState> all() throws SQLException {
        Map<UUID, InstanceState> all = new HashMap<>();
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT * FROM instance")) {
            InstanceRows.collect(select, all, new Budget(Bounds.NONE));
        }
        return all;
    }

    private void instance(String life, int partition, long heardTick, int lease, int silence) {
        database.execute("INSERT INTO instance (id, state, partition, heard_tick, lease_ticks, longest_silence,"
                + " first_heard_at, last_heard_at) VALUES ('%s', '%s', %d, %d, %d, %d, '%s', '%s')"
                        .formatted(
                                UUID.randomUUID(),
                                life,
                                partition,
                                heardTick,
                                lease,
                                silence,
                                Instant.EPOCH,
                                Instant.EPOCH));
    }
}
