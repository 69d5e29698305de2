package dev.webcheck.store.read.completeness;

import dev.webcheck.event.RequestCounters;
import dev.webcheck.store.read.TooMuchToReadException;
import dev.webcheck.store.read.completeness.InstanceLedger.Hour;
import dev.webcheck.store.read.completeness.LedgerByLedger.HourRow;
import dev.webcheck.store.read.completeness.LedgerByLedger.Instance;
import dev.webcheck.store.read.completeness.Telling.Standing;
import dev.webcheck.store.read.sql.Row;
import dev.webcheck.store.read.sql.Select;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.BiConsumer;

/** The counts of each instance and hour, and what the instances told. */
final class InstanceHours {

    private static final String INSTANCES = """
            SELECT id, service, state, sequence, begun, ended, unrecorded, first_heard_at
            FROM instance
            WHERE id = ANY (?)
            """;

    private static final String IN_FRAME = """
            SELECT DISTINCT instance_id
            FROM instance_hour
            WHERE hour >= ? AND hour < ?
            LIMIT ?
            """;

    private static final String HOURS = """
            SELECT instance_id, hour, completed + failed + cancelled + abandoned, in_flight, crashed, unknown,
                   without_begin, told_begun, told_ended, told_unrecorded,
                   first_told, first_recorded, last_told, last_recorded
            FROM instance_hour
            WHERE instance_id = ANY (?)
            ORDER BY instance_id, hour
            LIMIT ?
            """;

    private static final String OLDEST = "SELECT min(hour) FROM instance_hour";

    private final Connection connection;

    InstanceHours(Connection connection) {
        this.connection = connection;
    }

    /** The instances of which requests started, or signs came, in a time frame. */
    List<UUID> instances(Instant from, Instant to, int most) throws SQLException {
        List<UUID> instances = Select.of(IN_FRAME, from, to, most + 1).list(connection, Row::id);
        if (instances.size() > most) {
            throw new TooMuchToReadException(most, "instances");
        }
        return instances;
    }

    /**
     * Hands out the ledgers of those instances of a list that are known, one after the other. It holds the hours of one: those of all may
     * be very many.
     */
    void ledgers(Collection<UUID> ids, int mostHours, BiConsumer<UUID, NamedLedger> each) throws SQLException {
        UUID[] wanted = ids.toArray(UUID[]::new);
        Instant oldest = Select.of(OLDEST)
                .first(connection, Row::optionalMoment)
                .flatMap(hour -> hour)
                .orElse(Instant.MIN);
        Map<UUID, Instance> instances = new HashMap<>();
        Select.of(INSTANCES, (Object) wanted)
                .forEach(connection, InstanceHours::instance, instance -> instances.put(instance.id(), instance));
        LedgerByLedger ledgers = new LedgerByLedger(instances, oldest, mostHours, each);
        Select.of(HOURS, wanted, mostHours + 1).forEach(connection, InstanceHours::hour, ledgers::add);
        ledgers.end();
    }

    private static Instance instance(Row row) throws SQLException {
        return new Instance(row.id(), row.optionalText(), telling(row), row.moment());
    }

    private static Telling telling(Row row) throws SQLException {
        Standing standing =
                switch (row.text()) {
                    case "ALIVE" -> Standing.RUNNING;
                    case "PRESUMED_DEAD" -> Standing.SILENT;
                    default -> Standing.OVER;
                };
        boolean signed = row.number() > 0;
        RequestCounters counters = new RequestCounters(row.number(), row.number(), row.number());
        return new Telling(signed ? Optional.of(counters) : Optional.empty(), standing);
    }

    private static HourRow hour(Row row) throws SQLException {
        return new HourRow(
                row.id(),
                row.moment(),
                new Hour(
                        new Recorded(row.number(), row.number(), row.number(), row.number(), row.number()),
                        told(row.optionalNumber(), row.optionalNumber(), row.optionalNumber()),
                        check(row.optionalNumber(), row.optionalNumber()),
                        check(row.optionalNumber(), row.optionalNumber())));
    }

    private static Optional<RequestCounters> told(OptionalLong begun, OptionalLong ended, OptionalLong unrecorded) {
        return begun.isPresent()
                ? Optional.of(new RequestCounters(begun.getAsLong(), ended.orElse(0), unrecorded.orElse(0)))
                : Optional.empty();
    }

    private static Optional<Check> check(OptionalLong told, OptionalLong recorded) {
        return told.isPresent() ? Optional.of(new Check(told.getAsLong(), recorded.orElse(0))) : Optional.empty();
    }
}
