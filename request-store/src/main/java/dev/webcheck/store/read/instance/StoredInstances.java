package dev.webcheck.store.read.instance;

import dev.webcheck.correlation.Life;
import dev.webcheck.event.RequestCounters;
import dev.webcheck.event.StopReason;
import dev.webcheck.store.read.PageLimit;
import dev.webcheck.store.read.history.ReplacedJson;
import dev.webcheck.store.read.sql.Part;
import dev.webcheck.store.read.sql.Row;
import dev.webcheck.store.read.sql.Select;
import dev.webcheck.store.read.sql.Values;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table of instances. */
final class StoredInstances {

    private static final Duration TICK = Duration.ofSeconds(1);

    private static final String SELECT = """
            SELECT id, service, state, stop_reason, first_heard_at, last_heard_at, verdict_at, lease_ticks,
                   sequence, begun, ended, unrecorded, %s
            FROM instance
            WHERE\s""".formatted(ReplacedJson.latest("replaced_deaths"));

    /** An index has these. They change when an instance dies, stops or comes back, not whenever it is heard. */
    private static final String ORDER =
            " ORDER BY (state = 'ALIVE') DESC, coalesce(verdict_at, first_heard_at) DESC, id DESC LIMIT ";

    private static final String SERVICES = """
            SELECT service,
                   count(*) FILTER (WHERE state = 'ALIVE'),
                   count(*) FILTER (WHERE state = 'PRESUMED_DEAD'),
                   count(*) FILTER (WHERE state = 'STOPPED'),
                   max(last_heard_at)
            FROM instance
            GROUP BY service
            ORDER BY 5 DESC, service COLLATE "C"
            LIMIT 1000
            """;

    private final Connection connection;

    StoredInstances(Connection connection) {
        this.connection = connection;
    }

    InstancePage page(InstanceFilter filter, Optional<InstancePosition> below, PageLimit limit) throws SQLException {
        Values values = new Values();
        List<String> conditions = new ArrayList<>(List.of("true"));
        below.ifPresent(position -> conditions.add("(state = 'ALIVE', coalesce(verdict_at, first_heard_at), id) < ("
                + values.add(position.alive()) + ", " + values.add(position.at()) + ", " + values.add(position.id())
                + ")"));
        filter.service().ifPresent(service -> conditions.add("service = " + values.add(service)));
        if (!filter.states().isEmpty()) {
            String[] names = filter.states().stream().map(Enum::name).toArray(String[]::new);
            conditions.add("state = ANY (" + values.add(names) + ")");
        }
        // One more than wanted shows whether there is a next page.
        Part<RecordedInstance> found = values.select(SELECT
                        + String.join(" AND ", conditions)
                        + ORDER
                        + limit.andOne().rows())
                .part(connection, StoredInstances::instance, RecordedInstance::size, limit.bytes());
        List<RecordedInstance> page =
                found.rows().subList(0, Math.min(limit.rows(), found.rows().size()));
        boolean hasNext = !found.all() || found.rows().size() > page.size();
        return new InstancePage(
                page, hasNext ? Optional.of(page.get(page.size() - 1).position()) : Optional.empty());
    }

    Optional<RecordedInstance> find(UUID id) throws SQLException {
        return Select.of(SELECT + "id = ?", id).first(connection, StoredInstances::instance);
    }

    List<RecordedService> services() throws SQLException {
        return Select.of(SERVICES)
                .list(
                        connection,
                        row -> new RecordedService(
                                row.optionalText(), row.number(), row.number(), row.number(), row.moment()));
    }

    private static RecordedInstance instance(Row row) throws SQLException {
        return new RecordedInstance(
                row.id(),
                row.optionalText(),
                Life.valueOf(row.text()),
                row.optionalText().map(StopReason::valueOf),
                row.moment(),
                row.moment(),
                row.optionalMoment(),
                TICK.multipliedBy(row.number()),
                counters(row.number(), new RequestCounters(row.number(), row.number(), row.number())),
                row.optionalText().map(ReplacedJson::readDeaths).orElse(List.of()));
    }

    /** Before the first sign, they are not known. */
    private static Optional<RequestCounters> counters(long sequence, RequestCounters told) {
        return sequence == 0 ? Optional.empty() : Optional.of(told);
    }
}
