package dev.webcheck.bench.query;

import dev.webcheck.bench.harness.BenchFailure;
import dev.webcheck.local.EmbeddedPostgres;
import dev.webcheck.local.ServiceProcess;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Fills a database with ten days of a tenth of the requests, asks, fills it anew with the same days of all of them, and asks again. So
 * the same frames of time, as ragged, are asked for in both. The API and the database itself are asked for the same in turn; what is
 * compared of both are the medians, for on a machine that does other work as well the 99th percentiles of two things say little of
 * one another.
 *
 * <p>An object of this class is for one thread.
 */
final class QueryBench {

    private static final int TENTH = 10;
    private static final int HOURS_A_DAY = 24;
    private static final int RESTARTS = 3;
    private static final int FURTHER = 50;
    private static final Duration READY_LIMIT = Duration.ofMinutes(1);

    private final EmbeddedPostgres postgres;
    private final ServiceProcess service;
    private final Measuring measuring;
    private final Consumer<String> progress;

    /**
     * A bench that has not run yet.
     *
     * @param postgres a database that has the schema and no rows
     * @param service the query service on it
     * @param measuring how often is asked
     * @param progress hears what is being done, a line at a time
     */
    QueryBench(EmbeddedPostgres postgres, ServiceProcess service, Measuring measuring, Consumer<String> progress) {
        this.postgres = postgres;
        this.service = service;
        this.measuring = measuring;
        this.progress = progress;
    }

    QueryResult run(long rows) throws SQLException, IOException {
        try (Connection connection = connect();
                Api api = new Api(service.baseUri())) {
            service.awaitReady(READY_LIMIT);
            Instant end = Instant.now();
            progress.accept("Filling the database with a tenth of the requests.");
            List<Question> ofTenth =
                    questions(fill(connection, rows / TENTH, end, api)).all();
            // Else the first questions are asked of a service that is still compiling.
            measure(ofTenth, measuring.warmingUp(), connection, api);
            Map<String, Measured> tenth = measure(ofTenth, measuring, connection, api);
            progress.accept("Filling it with all of them.");
            Recording recording = fill(connection, rows, end, api);
            Map<String, Measured> all = measure(questions(recording).all(), measuring, connection, api);
            Map<String, Measured> further =
                    measure(questions(recording).further(), new Measuring(FURTHER, FURTHER), connection, api);
            return new QueryResult(
                    recording.requests(),
                    tenth,
                    all,
                    further,
                    cold(questions(recording).all(), api));
        }
    }

    private Recording fill(Connection connection, long rows, Instant end, Api api) throws SQLException, IOException {
        Recording recording = new Recording(connection, rows, end);
        recording.record(progress);
        check(recording, api);
        progress.accept("Asking.");
        return recording;
    }

    private static Map<String, Measured> measure(
            List<Question> questions, Measuring measuring, Connection connection, Api api)
            throws SQLException, IOException {
        Map<String, Measured> measured = new LinkedHashMap<>();
        for (Question question : questions) {
            measured.put(question.name(), measuring.measure(question, api, connection));
        }
        return measured;
    }

    private static Questions questions(Recording recording) {
        return new Questions(recording.start(), Recording.DAYS * HOURS_A_DAY, recording.ids());
    }

    /** The database has forgotten all; the operating system's memory of its files is left alone. */
    private Map<String, Double> cold(List<Question> questions, Api api) throws IOException {
        progress.accept("Asking after restarts of the database.");
        Map<String, Double> longest = new LinkedHashMap<>();
        for (int i = 0; i < RESTARTS; i++) {
            postgres.stop();
            postgres.restart();
            service.awaitReady(READY_LIMIT);
            for (Question question : questions) {
                String path = question.asking().get().path();
                long begun = System.nanoTime();
                api.get(path);
                longest.merge(question.name(), (System.nanoTime() - begun) / 1e6, Math::max);
            }
        }
        return longest;
    }

    /** A fast answer that is wrong is none. */
    private static void check(Recording recording, Api api) throws IOException {
        String frequent = first(recording.totals(), 1).get(0);
        String answer = api.text("/api/v1/requests/frequent-website");
        if (!answer.contains("\"" + frequent + "\"")) {
            throw new BenchFailure("The most frequent website is " + frequent + ", but the API says " + answer);
        }
        String day = "from=" + recording.start() + "&to=" + recording.start().plus(Duration.ofDays(1));
        String top = api.text("/api/v1/websites?limit=20&" + day);
        int at = 0;
        for (String website : first(recording.ofDay(0), 20)) {
            at = top.indexOf("\"" + website + "\"", at);
            if (at < 0) {
                throw new BenchFailure(website + " is not at its place among the 20 websites: " + top);
            }
        }
    }

    private static List<String> first(Map<String, Long> requests, int limit) {
        return requests.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(limit)
                .map(Map.Entry::getKey)
                .collect(Collectors.toList());
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
    }
}
