package dev.webcheck.store.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.correlation.CrashCounts;
import dev.webcheck.correlation.Detector;
import dev.webcheck.correlation.IncidentState;
import dev.webcheck.correlation.InstanceState;
import dev.webcheck.correlation.RequestState;
import dev.webcheck.correlation.RequestState.Begin;
import dev.webcheck.correlation.RequestState.End;
import dev.webcheck.correlation.batch.HourChange.Check;
import dev.webcheck.correlation.rule.Arrival;
import dev.webcheck.correlation.rule.KnownInMemory;
import dev.webcheck.correlation.rule.Logs;
import dev.webcheck.correlation.rule.SequentialModel;
import dev.webcheck.correlation.rule.Stories;
import dev.webcheck.event.Exchange;
import dev.webcheck.event.Peer;
import dev.webcheck.event.PhaseNanos;
import dev.webcheck.local.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.NullUnmarked;
import org.postgresql.ds.PGSimpleDataSource;

/** The store hands out enough, and takes everything: what stands in Postgres is what stands in memory. */
@NullUnmarked
class CorrelationInPostgresIT {

    private static final int WORKERS = 3;
    private static final String HOUR = utc("hour");

    private static EmbeddedPostgres postgres;
    private static UnreliableDatabase database;
    private static ExecutorService threads;

    @BeforeContainer
    static void startPostgres() {
        postgres = EmbeddedPostgres.startTemporary();
        PGSimpleDataSource real = new PGSimpleDataSource();
        real.setUrl(postgres.jdbcUrl());
        real.setUser(postgres.username());
        real.setPassword(postgres.password());
        real.setOptions("-c synchronous_commit=off");
        Flyway.configure().dataSource(real).load().migrate();
        database = new UnreliableDatabase(real);
        threads = Executors.newFixedThreadPool(WORKERS);
    }

    @AfterContainer
    static void stopPostgres() throws SQLException {
        threads.shutdownNow();
        database.close();
        postgres.close();
    }

    @Property(tries = 200)
    void any_log_in_any_batches_leaves_the_same_rows_and_counts_as_in_memory(
            @ForAll("logs") List<Arrival> log, @ForAll Random random) throws SQLException {
        empty();
        StoredBatches store =
                new StoredBatches(new CorrelationStore(database.dataSource(), bounds(random)), Stories.RULES, () -> {});
        KnownInMemory known = new KnownInMemory();
        for (List<Arrival> batch : Logs.deliveries(log, random)) {
            known.take(batch);
            store.store(batch);
            if (random.nextInt(4) == 0) {
                new Settling(database.dataSource()).settle();
            }
        }

        assertThat(requests()).isEqualTo(requests(known));
        assertThat(instances()).isEqualTo(instances(known));
        assertCounts(known);
        assertThat(KnownInMemory.differences(facts(log), known.facts())).isEmpty();
    }

    @Property(tries = 60)
    void workers_that_read_the_same_at_once_and_are_killed_leave_what_the_plain_sequential_model_knows(
            @ForAll("logs") List<Arrival> log, @ForAll Random random) throws Exception {
        empty();
        AtomicBoolean atWork = new AtomicBoolean(true);
        CompletableFuture<Void> settled = CompletableFuture.runAsync(() -> settleWhile(atWork));
        new WorkersAtOnce(database, bounds(random), log).work(threads, WORKERS, random);
        atWork.set(false);
        settled.get();
        SequentialModel model = new SequentialModel(Stories.RULES);
        log.forEach(model::take);
        KnownInMemory known = new KnownInMemory();
        known.take(log);

        assertThat(KnownInMemory.differences(facts(log), model.facts()))
                .as(() -> Logs.told(log))
                .isEmpty();
        assertThat(requests()).isEqualTo(requests(known));
        assertThat(instances()).isEqualTo(instances(known));
        assertCounts(known);
    }

    /** Its connections are killed, too. */
    private static void settleWhile(AtomicBoolean atWork) {
        while (atWork.get()) {
            try {
                new Settling(database.dataSource()).settle();
            } catch (SQLException killed) {
                Thread.onSpinWait();
            }
        }
    }

    @Property(tries = 60)
    void a_request_that_is_told_in_two_partitions_is_the_same_whichever_is_read_first(
            @ForAll("logsWithRequestsInTwoPartitions") List<Arrival> log, @ForAll Random random) throws Exception {
        empty();
        new WorkersAtOnce(database, bounds(random), log).work(threads, WORKERS, random);
        KnownInMemory known = new KnownInMemory();
        known.take(log);

        assertThat(requests()).as(() -> Logs.told(log)).isEqualTo(requests(known));
        assertThat(instances()).isEqualTo(instances(known));
        assertCounts(known);
        assertThat(KnownInMemory.differences(inAnyOrder(facts(log)), inAnyOrder(known.facts())))
                .as(() -> Logs.told(log))
                .isEmpty();
    }

    /** From so little that nearly every verdict is reached in pieces, to so much that none is. */
    private static Bounds bounds(Random random) {
        return new Bounds(
                1 + random.nextInt(random.nextBoolean() ? 3 : 30), random.nextBoolean() ? 1_000 : Long.MAX_VALUE);
    }

    /** Without the histories, and what was recorded at a sign, for these are of the order. */
    private static Map<String, Object> inAnyOrder(Map<String, Object> facts) {
        facts.keySet().removeIf(name -> name.startsWith("request ") || name.startsWith("check "));
        return facts;
    }

    @Provide
    Arbitrary<List<Arrival>> logsWithRequestsInTwoPartitions() {
        return Logs.acrossTwoPartitions();
    }

    @Provide
    Arbitrary<List<Arrival>> logs() {
        return Logs.ofPartitions(2);
    }

    private static void empty() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    "DELETE FROM request; DELETE FROM instance; DELETE FROM partition_clock; DELETE FROM website_hour;"
                            + "DELETE FROM website_change; DELETE FROM minute_change; DELETE FROM website_day;"
                            + "DELETE FROM website_total; DELETE FROM request_count;"
                            + "DELETE FROM incident; DELETE FROM instance_hour");
        }
    }

    /** What the store hands out of everything, and what stands in the tables that it only writes. */
    private static Map<String, Object> facts(List<Arrival> log) throws SQLException {
        KnownInMemory stored = new KnownInMemory();
        new CorrelationStore(database.dataSource()).correlate(stored.reading(log));
        Map<String, Object> facts = stored.facts();
        rows("""
                SELECT concat_ws(' ', 'hour', instance_id, :hour, what), n
                  FROM instance_hour,
                       LATERAL (VALUES ('IN_FLIGHT', in_flight), ('COMPLETED', completed), ('FAILED', failed),
                                       ('CANCELLED', cancelled), ('ABANDONED', abandoned), ('CRASHED', crashed),
                                       ('UNKNOWN', unknown), ('without begin', without_begin)) AS v (what, n)
                 WHERE n <> 0""").forEach((what, n) -> facts.put(what, Long.valueOf(n)));
        rows("""
                SELECT concat_ws(' ', 'told', instance_id, :hour, what), n
                  FROM instance_hour,
                       LATERAL (VALUES ('begun', told_begun), ('ended', told_ended),
                                       ('unrecorded', told_unrecorded)) AS v (what, n)
                 WHERE n IS NOT NULL""").forEach((what, n) -> facts.put(what, Long.valueOf(n)));
        checks().forEach((what, check) -> facts.put("check " + what, check));
        incidents().forEach(incident -> facts.put("incident " + incident.instanceId(), incident));
        return facts;
    }

    private static Map<String, Check> checks() throws SQLException {
        Map<String, Check> checks = new TreeMap<>();
        try (Connection connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        SELECT concat_ws(' ', instance_id, :hour, which) AS what, told, recorded
                          FROM instance_hour, LATERAL (VALUES ('first', first_told, first_recorded),
                                                              ('last', last_told, last_recorded))
                                                  AS v (which, told, recorded)
                         WHERE told IS NOT NULL""".replace(":hour", HOUR))) {
            while (row.next()) {
                checks.put(row.getString("what"), new Check(row.getLong("told"), row.getLong("recorded")));
            }
        }
        return checks;
    }

    private static List<IncidentState> incidents() throws SQLException {
        List<IncidentState> incidents = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT * FROM incident")) {
            while (row.next()) {
                incidents.add(new IncidentState(
                        row.getObject("instance_id", UUID.class),
                        Optional.ofNullable(row.getString("service")),
                        row.getObject("died_at", OffsetDateTime.class).toInstant(),
                        Detector.of(row.getString("detector")),
                        row.getObject("last_heard_at", OffsetDateTime.class).toInstant(),
                        new CrashCounts(
                                row.getInt("not_sent"), row.getInt("possibly_executed"), row.getInt("answer_lost"))));
            }
        }
        return incidents;
    }

    private static Map<String, String> requests() throws SQLException {
        return rows("""
                SELECT id, concat_ws(' ', instance_id, outcome, coalesce(detector, '-'), coalesce(phase, '-'),
                       coalesce(url, '-'), coalesce(replace(trace_id::text, '-', ''), '-'), coalesce(span_id, '-'),
                       coalesce(request_headers->>'x-note', '-'))
                    || ' / ' || concat_ws(' ', coalesce(duration_nanos, -1), coalesce(error_type, '-'),
                       coalesce(status_code, -1), coalesce(lease_nanos, -1), coalesce(dns_nanos, -1),
                       coalesce(connect_nanos, -1), coalesce(tls_nanos, -1), coalesce(send_nanos, -1),
                       coalesce(first_byte_nanos, -1), coalesce(body_nanos, -1), coalesce(request_body_size, -1),
                       coalesce(response_body_size, -1), coalesce(response_decoded_body_size, -1),
                       coalesce(protocol_version, '-'), coalesce(peer_address, '-'), coalesce(peer_port, -1),
                       coalesce(response_headers->>'x-note', '-'))
                  FROM request""");
    }

    private static Map<String, String> requests(KnownInMemory known) {
        Map<String, String> rows = new TreeMap<>();
        known.requests
                .values()
                .forEach(request -> rows.put(
                        request.id().toString(),
                        spaced(
                                        request.instanceId(),
                                        request.verdict().outcome(),
                                        request.verdict().detector().map(d -> d.word()),
                                        request.verdict().phase(),
                                        begin(request, b -> b.url()),
                                        begin(request, b -> b.trace().map(t -> t.traceId())),
                                        begin(request, b -> b.trace().map(t -> t.spanId())),
                                        begin(request, b -> note(b.headers())))
                                + " / "
                                + end(request.end())));
        return rows;
    }

    private static Object begin(RequestState request, Function<Begin, Object> part) {
        return request.begin().map(part).orElse("-");
    }

    private static String end(Optional<End> end) {
        Exchange exchange = end.map(End::exchange).orElse(Exchange.UNSEEN);
        OptionalInt status = end.map(End::statusCode).orElseGet(OptionalInt::empty);
        PhaseNanos phases = exchange.phases();
        return spaced(
                end.map(End::durationNanos).orElse(-1L),
                end.flatMap(End::errorType),
                status.orElse(-1),
                phases.lease(),
                phases.dns(),
                phases.connect(),
                phases.tls(),
                phases.send(),
                phases.firstByte(),
                phases.body(),
                exchange.sizes().request(),
                exchange.sizes().response(),
                exchange.sizes().responseDecoded(),
                exchange.protocolVersion(),
                exchange.peer().map(Peer::address),
                exchange.peer().map(Peer::port).orElse(-1),
                note(exchange.responseHeaders()));
    }

    private static String note(Map<String, String> headers) {
        return headers.getOrDefault("x-note", "-");
    }

    private static String spaced(Object... parts) {
        return Arrays.stream(parts)
                .map(part -> part instanceof Optional<?> optional
                        ? optional.map(Object::toString).orElse("-")
                        : part)
                .map(Object::toString)
                .collect(Collectors.joining(" "));
    }

    private static Map<String, String> instances() throws SQLException {
        return rows("""
                SELECT id, concat_ws(' ', state, coalesce(service, '-'), heard_tick, lease_ticks, sequence, begun,
                       coalesce(stop_reason, '-'),
                       (SELECT string_agg(concat(o.id, '=', coalesce(o.phase, '-')), ',' ORDER BY o.id)
                          FROM unnest(open_requests, open_phases) AS o (id, phase)))
                  FROM instance""");
    }

    private static Map<String, String> instances(KnownInMemory known) {
        Map<String, String> rows = new TreeMap<>();
        known.instances
                .values()
                .forEach(i -> rows.put(
                        i.id().toString(),
                        String.join(
                                        " ",
                                        i.life().name(),
                                        i.service().orElse("-"),
                                        String.valueOf(i.heard().tick()),
                                        String.valueOf(i.lease().ticks()),
                                        String.valueOf(i.sign().sequence()),
                                        String.valueOf(i.sign().counters().begun()),
                                        i.sign().stopReason().map(Enum::name).orElse("-"),
                                        open(i.sign()))
                                .strip()));
        return rows;
    }

    private static String open(InstanceState.Sign sign) {
        return sign.openRequests().entrySet().stream()
                .map(open ->
                        open.getKey() + "=" + open.getValue().map(Enum::name).orElse("-"))
                .sorted()
                .collect(Collectors.joining(","));
    }

    /** All counts as they are, and after all of them have been settled. */
    private static void assertCounts(KnownInMemory known) throws SQLException {
        assertThat(counts("website_hour_count", HOUR, "website")).isEqualTo(texts(known.counts, place -> place));
        new Settling(database.dataSource()).settle();
        assertThat(rows("SELECT 1, 1 FROM website_change UNION ALL SELECT 1, 1 FROM minute_change"))
                .isEmpty();
        assertThat(counts("website_hour", HOUR, "website")).isEqualTo(texts(known.counts, place -> place));
        assertThat(counts("website_day", utc("day"), "website")).isEqualTo(texts(known.counts, place -> day(place)));
        assertThat(outcomes("website_total", "'all'", "website"))
                .isEqualTo(withoutBuckets(texts(known.counts, place -> "all" + place.substring(place.indexOf(' ')))));
        assertThat(counts("(SELECT * FROM request_count WHERE step = 'minute')", utc("start"), "'all'"))
                .isEqualTo(texts(known.minutes, place -> place));
        assertThat(counts("(SELECT * FROM request_count WHERE step = 'hour')", utc("start"), "'all'"))
                .isEqualTo(texts(known.minutes, place -> floor(place, ChronoUnit.HOURS)));
        assertThat(counts("(SELECT * FROM request_count WHERE step = 'day')", utc("start"), "'all'"))
                .isEqualTo(texts(known.minutes, place -> day(place)));
    }

    private static String utc(String column) {
        return "to_char(" + column + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')";
    }

    private static String day(String place) {
        return floor(place, ChronoUnit.DAYS);
    }

    private static String floor(String place, ChronoUnit unit) {
        String start = place.substring(0, place.indexOf(' '));
        return Instant.parse(start).truncatedTo(unit) + place.substring(start.length());
    }

    private static Map<String, String> counts(String table, String start, String website) throws SQLException {
        Map<String, String> counts = outcomes(table, start, website);
        counts.putAll(rows("""
                SELECT concat_ws(' ', %s, %s, 'bucket', i - 1), sum(n)
                  FROM %s AS counts, unnest(durations) WITH ORDINALITY AS t (n, i)
                 GROUP BY 1 HAVING sum(n) <> 0""".formatted(start, website, table)));
        return counts;
    }

    private static Map<String, String> outcomes(String table, String start, String website) throws SQLException {
        return rows("""
                SELECT concat_ws(' ', %s, %s, outcome), sum(n) FROM %s AS counts,
                       LATERAL (VALUES ('IN_FLIGHT', in_flight), ('COMPLETED', completed), ('FAILED', failed),
                                       ('CANCELLED', cancelled), ('ABANDONED', abandoned), ('CRASHED', crashed),
                                       ('UNKNOWN', unknown)) AS v (outcome, n)
                 GROUP BY 1 HAVING sum(n) <> 0""".formatted(start, website, table));
    }

    /** What is known, added up by place. */
    private static Map<String, String> texts(Map<String, Long> known, UnaryOperator<String> place) {
        Map<String, Long> sums = new TreeMap<>();
        known.forEach((what, n) -> sums.merge(place.apply(what), n, Long::sum));
        Map<String, String> texts = new TreeMap<>();
        sums.forEach((what, n) -> {
            if (n != 0) {
                texts.put(what, n.toString());
            }
        });
        return texts;
    }

    private static Map<String, String> withoutBuckets(Map<String, String> counts) {
        counts.keySet().removeIf(what -> what.contains(" bucket "));
        return counts;
    }

    private static Map<String, String> rows(String sql) throws SQLException {
        Map<String, String> rows = new TreeMap<>();
        try (Connection connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql.replace(":hour", HOUR))) {
            while (row.next()) {
                rows.put(row.getString(1), row.getString(2));
            }
        }
        return rows;
    }
}
