package dev.webcheck.store.read.incident;

import dev.webcheck.correlation.Detector;
import dev.webcheck.store.read.PageLimit;
import dev.webcheck.store.read.history.ReplacedJson;
import dev.webcheck.store.read.incident.Incident.InFlight;
import dev.webcheck.store.read.sql.Part;
import dev.webcheck.store.read.sql.Row;
import dev.webcheck.store.read.sql.Select;
import dev.webcheck.store.read.sql.Values;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table of incidents, each with what its instance holds of deaths that were believed before. */
final class IncidentRows {

    private static final String SELECT = """
            SELECT d.instance_id, d.service, d.died_at, d.detector, d.last_heard_at,
                   d.not_sent, d.possibly_executed, d.answer_lost, %s
            FROM incident d LEFT JOIN instance i ON i.id = d.instance_id
            WHERE\s""".formatted(ReplacedJson.latest("i.replaced_deaths"));

    private final Connection connection;

    IncidentRows(Connection connection) {
        this.connection = connection;
    }

    Optional<Incident> find(UUID instanceId) throws SQLException {
        return Select.of(SELECT + "d.instance_id = ?", instanceId).first(connection, IncidentRows::read);
    }

    /** Up to so many incidents below a position. */
    Part<Incident> newest(IncidentFilter filter, Optional<IncidentPosition> below, PageLimit limit)
            throws SQLException {
        Values values = new Values();
        List<String> conditions = new ArrayList<>(List.of("true"));
        below.ifPresent(position -> {
            // The first of these is the one that an index is read along, however the second is put.
            conditions.add("d.died_at <= " + values.add(position.diedAt()));
            conditions.add("(d.died_at, d.instance_id) < (" + values.add(position.diedAt()) + ", "
                    + values.add(position.instanceId()) + ")");
        });
        filter.service().ifPresent(service -> conditions.add("d.service = " + values.add(service)));
        filter.from().ifPresent(from -> conditions.add("d.died_at >= " + values.add(from)));
        filter.to().ifPresent(to -> conditions.add("d.died_at < " + values.add(to)));
        if (!filter.detectors().isEmpty()) {
            String[] words = filter.detectors().stream().map(Detector::word).toArray(String[]::new);
            conditions.add("d.detector = ANY (" + values.add(words) + ")");
        }
        // With the limit in its text the database plans this once, not each time.
        return values.select(SELECT + String.join(" AND ", conditions)
                        + " ORDER BY d.died_at DESC, d.instance_id DESC LIMIT " + limit.rows())
                .part(connection, IncidentRows::read, Incident::size, limit.bytes());
    }

    private static Incident read(Row row) throws SQLException {
        return new Incident(
                row.id(),
                row.optionalText(),
                row.moment(),
                Detector.of(row.text()),
                row.moment(),
                new InFlight(row.integer(), row.integer(), row.integer()),
                Optional.empty(),
                row.optionalText().map(ReplacedJson::readDeaths).orElse(List.of()));
    }
}
