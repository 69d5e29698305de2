package dev.webcheck.store.read.incident;

import static dev.webcheck.store.read.Rows.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webcheck.correlation.Detector;
import dev.webcheck.correlation.Execution;
import dev.webcheck.store.read.PageLimit;
import dev.webcheck.store.read.PostgresResource;
import dev.webcheck.store.read.Rows;
import dev.webcheck.store.read.incident.Incident.InFlight;
import dev.webcheck.store.read.request.RecordedRequest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class IncidentReaderIT {

    @Inject
    IncidentReader reader;

    @Inject
    DataSource database;

    private Rows rows;

    @BeforeEach
    void clear() throws SQLException {
        rows = new Rows(database);
        rows.clear();
    }

    @Test
    void a_death_is_read_with_its_counts() throws SQLException {
        UUID instance = rows.dead(1, "checkout", NOON.plusNanos(123_456_000));

        assertThat(newest(IncidentFilter.EVERYTHING))
                .containsExactly(new Incident(
                        instance,
                        Optional.of("checkout"),
                        NOON.plusNanos(123_456_000),
                        Detector.JOURNAL,
                        NOON.plusNanos(123_456_000),
                        new InFlight(1, 2, 3),
                        Optional.empty(),
                        List.of()));
        assertThat(newest(IncidentFilter.EVERYTHING).get(0).inFlight().total()).isEqualTo(6);
    }

    @Test
    void who_pages_through_deaths_of_one_moment_sees_each_once_while_others_come_in() throws SQLException {
        List<UUID> before = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            before.add(0, rows.dead(i, "checkout", NOON.plusNanos(1_000L * (i / 4))));
        }

        List<UUID> seen = new ArrayList<>();
        Optional<IncidentPosition> next = Optional.empty();
        int come = 100;
        do {
            IncidentPage page = reader.newest(IncidentFilter.EVERYTHING, next, PageLimit.ofRows(2));
            page.incidents().forEach(incident -> seen.add(incident.instanceId()));
            next = page.next();
            rows.dead(come++, "checkout", NOON.plusSeconds(1));
        } while (next.isPresent());

        assertThat(seen).containsExactlyElementsOf(before);
    }

    @Test
    void service_detector_and_time_frame_narrow_the_list() throws SQLException {
        UUID early = rows.dead(1, "checkout", NOON);
        UUID late = rows.dead(2, "checkout", NOON.plusSeconds(1));
        UUID other = rows.dead(3, "billing", NOON.plusSeconds(2));
        rows.execute("UPDATE incident SET detector = 'lease' WHERE instance_id = '" + late + "'");

        assertThat(ids(filter("checkout", Set.of(), null, null))).containsExactly(late, early);
        assertThat(ids(filter(null, Set.of(Detector.JOURNAL), null, null))).containsExactly(other, early);
        assertThat(ids(filter(null, Set.of(Detector.JOURNAL, Detector.LEASE), null, null)))
                .containsExactly(other, late, early);
        assertThat(ids(filter(null, Set.of(), NOON, NOON.plusSeconds(2)))).containsExactly(late, early);
        assertThat(ids(filter("checkout", Set.of(Detector.LEASE), NOON.plusSeconds(1), NOON.plusSeconds(2))))
                .containsExactly(late);
    }

    @Test
    void all_that_was_in_flight_at_a_death_is_read_a_page_at_a_time() throws SQLException {
        UUID instance = rows.dead(1, "checkout", NOON.plusSeconds(9));
        List<UUID> inFlight = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            inFlight.add(0, rows.crashed(instance, NOON.plusSeconds(i), 0, "https://a.example/" + i));
        }
        rows.completed(instance, NOON, 7, "https://a.example/", 1);
        rows.crashed(rows.alive(2, "checkout"), NOON, 8, "https://a.example/");

        IncidentDetails first =
                reader.find(instance, Optional.empty(), PageLimit.ofRows(2)).orElseThrow();
        IncidentDetails second = reader.find(instance, first.requests().next(), PageLimit.ofRows(2))
                .orElseThrow();

        assertThat(first.incident().instanceId()).isEqualTo(instance);
        assertThat(first.requests().requests())
                .extracting(RecordedRequest::id)
                .containsExactly(inFlight.get(0), inFlight.get(1));
        assertThat(second.requests().requests()).extracting(RecordedRequest::id).containsExactly(inFlight.get(2));
        assertThat(second.requests().next()).isEmpty();
        RecordedRequest request = first.requests().requests().get(0);
        assertThat(request.service()).contains("checkout");
        assertThat(request.execution()).contains(Execution.NOT_SENT);
        assertThat(request.callId()).contains(request.id());
    }

    @Test
    void a_request_whose_end_came_late_was_not_in_flight() throws SQLException {
        UUID instance = rows.dead(1, "checkout", NOON.plusSeconds(9));
        UUID ended = rows.crashed(instance, NOON, 0, "https://a.example/");
        rows.execute("UPDATE request SET outcome = 'COMPLETED', duration_nanos = 1 WHERE id = '" + ended + "'");

        assertThat(reader.find(instance, Optional.empty(), PageLimit.ofRows(9))
                        .orElseThrow()
                        .requests()
                        .requests())
                .isEmpty();
    }

    @Test
    void an_instance_that_is_not_believed_dead_has_no_incident() throws SQLException {
        assertThat(reader.find(rows.alive(1, "checkout"), Optional.empty(), PageLimit.ofRows(1)))
                .isEmpty();
    }

    @Test
    void what_was_in_flight_at_several_deaths_of_a_service_is_suspected() throws SQLException {
        for (int i = 0; i < 3; i++) {
            UUID instance = rows.dead(i, "checkout", NOON.plusSeconds(100L * i + 9));
            Instant end = NOON.plusSeconds(100L * i);
            rows.execute("UPDATE instance SET last_begun_at = '" + end + "' WHERE id = '" + instance + "'");
            rows.crashed(instance, end.minusMillis(10), 1, "https://a.example/poison?x=1");
            rows.crashed(instance, end.minusSeconds(3), 2, "https://a.example/orders/" + i);
            for (int j = 0; j < 20; j++) {
                rows.completed(instance, end.minusSeconds(3L * j), 10 + j, "https://a.example/orders/" + j, 3_000);
            }
        }
        rows.crashed(rows.dead(9, "billing", NOON.plusSeconds(999)), NOON, 9, "https://a.example/poison?x=1");

        Suspects suspects = reader.suspects("checkout", Optional.empty(), Optional.empty());

        assertThat(suspects.deaths()).isEqualTo(3);
        assertThat(suspects.suspects())
                .extracting(Suspect::target)
                .containsExactly("https://a.example/poison?x=1", "/orders/{id}");
        Suspect poison = suspects.suspects().get(0);
        assertThat(poison.exact()).isTrue();
        assertThat(poison.deaths()).isEqualTo(3);
        assertThat(poison.probability()).isLessThan(1e-6);
        assertThat(poison.examples())
                .hasSize(3)
                .first()
                .isEqualTo(Rows.id(NOON.plusSeconds(200).minusMillis(10), 1));
        // 20 of 3 s within a minute are one at a time.
        assertThat(suspects.suspects().get(1).expected()).isBetween(3 * 0.6, 3 * 0.7);
        assertThat(reader.suspects("checkout", Optional.of(NOON.plusSeconds(109)), Optional.of(NOON.plusSeconds(209)))
                        .deaths())
                .isEqualTo(1);
        assertThat(reader.suspects("nobody", Optional.empty(), Optional.empty()))
                .isEqualTo(new Suspects("nobody", 0, List.of()));
    }

    @Test
    void a_short_life_is_no_proof_of_guilt() throws SQLException {
        for (int i = 0; i < 2; i++) {
            Instant end = NOON.plusSeconds(100L * i);
            UUID instance = rows.dead(i, "checkout", end.plusSeconds(50));
            rows.crashed(instance, end.minusMillis(20), 1, "https://a.example/first");
            rows.crashed(instance, end, 2, "https://a.example/" + (i == 0 ? "one" : "another"));
        }

        Suspect alone = reader.suspects("checkout", Optional.empty(), Optional.empty())
                .suspects()
                .get(0);
        rows.execute("INSERT INTO instance_hour (instance_id, hour) SELECT id, '2025-04-01T10:00Z' FROM instance");
        Suspect afterHours = reader.suspects("checkout", Optional.empty(), Optional.empty())
                .suspects()
                .get(0);

        assertThat(alone.target()).isEqualTo("https://a.example/first");
        assertThat(alone.probability()).isGreaterThan(0.3);
        assertThat(afterHours.probability()).isLessThan(1e-6);
    }

    @Test
    void of_more_than_five_thousand_requests_before_a_death_the_latest_are_looked_at() throws SQLException {
        for (int i = 2; i < 4; i++) {
            Instant end = NOON.plusSeconds(100L * i);
            UUID instance = rows.dead(i, "checkout", end.plusSeconds(9));
            rows.execute("UPDATE instance SET last_begun_at = '" + end + "' WHERE id = '" + instance + "'");
            rows.crashed(instance, end.minusMillis(10), 1, "https://a.example/a");
            rows.completed(instance, end.minusSeconds(30), 2, "https://a.example/a", 20_000);
            // of another service
            rows.many(end.minusSeconds(5), 5_000);
        }
        rows.execute("INSERT INTO instance_hour (instance_id, hour) SELECT id, '2025-04-01T10:00Z' FROM instance");

        Suspect suspect = reader.suspects("checkout", Optional.empty(), Optional.empty())
                .suspects()
                .get(0);

        // 10 ms of 5 s, and not 20 s of a minute
        assertThat(suspect.expected()).isBetween(2 * 0.0015, 2 * 0.0025);
    }

    @Test
    void a_death_of_which_nothing_is_recorded_is_a_death_all_the_same() throws SQLException {
        rows.dead(1, "checkout", NOON);

        assertThat(reader.suspects("checkout", Optional.empty(), Optional.empty()))
                .isEqualTo(new Suspects("checkout", 1, List.of()));
    }

    @Test
    void pages_of_none_are_refused() {
        assertThatThrownBy(() -> reader.newest(IncidentFilter.EVERYTHING, Optional.empty(), PageLimit.ofRows(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0");
        assertThatThrownBy(() -> reader.find(Rows.instance(1), Optional.empty(), PageLimit.ofRows(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0");
    }

    private List<Incident> newest(IncidentFilter filter) {
        return reader.newest(filter, Optional.empty(), PageLimit.ofRows(100)).incidents();
    }

    private List<UUID> ids(IncidentFilter filter) {
        return newest(filter).stream().map(Incident::instanceId).toList();
    }

    private static IncidentFilter filter(
            @Nullable String service, Set<Detector> detectors, @Nullable Instant from, @Nullable Instant to) {
        return new IncidentFilter(
                Optional.ofNullable(service), detectors, Optional.ofNullable(from), Optional.ofNullable(to));
    }
}
