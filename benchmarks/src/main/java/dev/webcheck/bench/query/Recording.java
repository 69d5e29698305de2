package dev.webcheck.bench.query;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What workers would have recorded in ten days: requests to 10,000 websites of which few are busy, the instances that sent them, their
 * deaths, and the counts. Confined to one thread.
 */
final class Recording {

    static final int DAYS = 10;

    private static final int HOURS_A_DAY = 24;
    private static final int WEBSITES = 10_000;
    private static final int INSTANCES_A_DAY = 20;
    private static final int DEATHS_A_DAY = 100;
    private static final int IDS_A_DAY = 300;
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

    private static final int COMPLETED = 1;
    private static final int FAILED = 2;
    private static final int CANCELLED = 3;
    private static final int CRASHED = 5;

    private static final String[] METHODS = {"GET", "GET", "GET", "GET", "GET", "POST", "POST", "PUT", "DELETE", "HEAD"
    };
    private static final int[] STATUSES = {200, 200, 200, 200, 200, 200, 201, 204, 404, 503};

    private final Connection connection;
    private final long requestsAnHour;
    private final Random random = new Random(20_221_124);
    private final Instant start;
    private final List<UUID> ids = new ArrayList<>();
    private final Map<String, Counts> totals = new TreeMap<>();
    private final Map<Integer, Map<String, Counts>> days = new TreeMap<>();

    Recording(Connection connection, long requests, Instant end) {
        this.connection = connection;
        this.requestsAnHour = requests / (DAYS * HOURS_A_DAY);
        this.start = end.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(DAYS));
    }

    Instant start() {
        return start;
    }

    /** Some that were recorded. */
    List<UUID> ids() {
        return ids;
    }

    long requests() {
        return requestsADay() * DAYS;
    }

    private long requestsADay() {
        return requestsAnHour * HOURS_A_DAY;
    }

    /** By website, of all days that were recorded. */
    Map<String, Long> totals() {
        return requests(totals);
    }

    /** By website, of one day. */
    Map<String, Long> ofDay(int day) {
        return requests(days.getOrDefault(day, Map.of()));
    }

    /** Records all days in place of what was recorded before, and lets the database get to know what it has. */
    void record(Consumer<String> progress) throws SQLException, IOException {
        execute("TRUNCATE request, instance, incident, website_hour, website_day, website_total, request_count");
        execute("SELECT ensure_request_partitions('%s', '%s')".formatted(day(0), day(DAYS)));
        for (int day = 0; day < DAYS; day++) {
            long begun = System.nanoTime();
            record(day);
            progress.accept(String.format(
                    Locale.ROOT,
                    "  day %d of %d, %,d requests in %d s",
                    day + 1,
                    DAYS,
                    requestsADay(),
                    (System.nanoTime() - begun) / 1_000_000_000));
        }
        try (Copy copy = Copy.into(connection, "website_total")) {
            for (Map.Entry<String, Counts> total : totals.entrySet()) {
                copy.line(total.getKey() + "\t" + total.getValue().outcomes());
            }
        }
        execute("VACUUM (ANALYZE)");
        execute("CHECKPOINT");
    }

    private void record(int day) throws SQLException, IOException {
        List<UUID> senders = instances(day, INSTANCES_A_DAY, "ALIVE");
        List<UUID> dead = instances(day, DEATHS_A_DAY, "STOPPED");
        deaths(day, dead);
        Map<String, Counts> ofDay = new HashMap<>();
        Counts all = new Counts();
        for (int hour = 0; hour < HOURS_A_DAY; hour++) {
            Instant at = day(day).plus(Duration.ofHours(hour));
            Map<String, Counts> ofHour = new HashMap<>();
            Counts[] minutes = new Counts[60];
            requests(at, senders, dead, ofHour, minutes);
            all.add(counts(at, ofHour, minutes));
            ofHour.forEach((website, counts) ->
                    ofDay.computeIfAbsent(website, none -> new Counts()).add(counts));
        }
        try (Copy copy = Copy.into(connection, "website_day")) {
            for (Map.Entry<String, Counts> of : ofDay.entrySet()) {
                copy.line(line(day(day).toString(), of.getKey(), of.getValue()));
            }
        }
        try (Copy copy = Copy.into(connection, "request_count")) {
            copy.line(line("day", day(day).toString(), all));
        }
        ofDay.forEach((website, counts) ->
                totals.computeIfAbsent(website, none -> new Counts()).add(counts));
        days.put(day, ofDay);
    }

    private void requests(
            Instant hour, List<UUID> senders, List<UUID> dead, Map<String, Counts> ofHour, Counts[] minutes)
            throws SQLException, IOException {
        try (Copy copy = Copy.into(
                connection,
                "request (id, instance_id, outcome, call_id, attempt, method, url, website, duration_nanos, status_code,"
                        + " error_type, detector, verdict_at, phase, trace_id, span_id, lease_nanos, send_nanos, first_byte_nanos,"
                        + " body_nanos, response_body_size, protocol_version, peer_address, peer_port)")) {
            for (long i = 0; i < requestsAnHour; i++) {
                long offset = i * HOUR_MILLIS / requestsAnHour;
                UUID id = new UUID(
                        (hour.toEpochMilli() + offset) << 16 | 0x7000 | random.nextInt(0x1000),
                        random.nextLong() >>> 2 | 0x8000_0000_0000_0000L);
                String website = "api-" + (int) Math.pow(WEBSITES, random.nextDouble()) + ".shop.example";
                int outcome = outcome();
                long nanos = outcome == CRASHED ? 0 : (long) (2_000_000 * Math.exp(1.5 + random.nextGaussian()));
                copy.line(line(id, outcome == CRASHED ? dead : senders, website, outcome, nanos, hour));
                ofHour.computeIfAbsent(website, none -> new Counts()).add(outcome, nanos);
                int minute = (int) (offset * 60 / HOUR_MILLIS);
                if (minutes[minute] == null) {
                    minutes[minute] = new Counts();
                }
                minutes[minute].add(outcome, nanos);
                if (random.nextInt((int) Math.min(Integer.MAX_VALUE, requestsADay())) < IDS_A_DAY) {
                    ids.add(id);
                }
            }
        }
    }

    private int outcome() {
        int kind = random.nextInt(10_000);
        return kind == 0 ? CRASHED : kind < 50 ? CANCELLED : kind < 150 ? FAILED : COMPLETED;
    }

    private String line(UUID id, List<UUID> senders, String website, int outcome, long nanos, Instant hour) {
        StringBuilder line = new StringBuilder(400);
        line.append(id).append('\t').append(senders.get(random.nextInt(senders.size())));
        line.append('\t')
                .append(Counts.OUTCOMES[outcome])
                .append('\t')
                .append(id)
                .append("\t1\t");
        line.append(METHODS[random.nextInt(METHODS.length)])
                .append("\thttps://")
                .append(website);
        line.append("/v1/customers/").append(random.nextInt(1_000_000)).append("/orders?status=open&page=");
        line.append(random.nextInt(50)).append('\t').append(website).append('\t');
        line.append(outcome == CRASHED ? "\\N" : Long.toString(nanos)).append('\t');
        line.append(outcome == COMPLETED ? Integer.toString(STATUSES[random.nextInt(STATUSES.length)]) : "\\N");
        line.append(outcome == FAILED ? "\tread_timeout" : "\t\\N");
        line.append(outcome == CRASHED ? "\tjournal\t" + hour + "\tAWAITING\t" : "\t\\N\t\\N\t\\N\t");
        line.append(random.nextBoolean() ? "\\N\t\\N" : id + "\t00f067aa0ba902b7");
        if (outcome == COMPLETED) {
            line.append('\t')
                    .append(20_000 + random.nextInt(100_000))
                    .append('\t')
                    .append(30_000);
            line.append('\t')
                    .append(nanos / 10 * 8)
                    .append('\t')
                    .append(nanos / 10)
                    .append('\t');
            line.append(random.nextInt(20_000))
                    .append("\t1.1\t10.20.")
                    .append(random.nextInt(4))
                    .append('.');
            line.append(random.nextInt(200)).append("\t443");
        } else {
            line.append("\t\\N".repeat(8));
        }
        return line.toString();
    }

    private Counts counts(Instant hour, Map<String, Counts> ofHour, Counts[] minutes) throws SQLException, IOException {
        try (Copy copy = Copy.into(connection, "website_hour")) {
            for (Map.Entry<String, Counts> of : ofHour.entrySet()) {
                copy.line(line(hour.toString(), of.getKey() + "\t-1", of.getValue()));
            }
        }
        Counts all = new Counts();
        try (Copy copy = Copy.into(connection, "request_count")) {
            for (int minute = 0; minute < minutes.length; minute++) {
                if (minutes[minute] != null) {
                    copy.line(
                            line("minute", hour.plus(Duration.ofMinutes(minute)).toString(), minutes[minute]));
                    all.add(minutes[minute]);
                }
            }
            copy.line(line("hour", hour.toString(), all));
        }
        return all;
    }

    private static String line(String key, String furtherKey, Counts counts) {
        return key + "\t" + furtherKey + "\t" + counts.outcomes() + "\t" + counts.durations();
    }

    private List<UUID> instances(int day, int number, String state) throws SQLException, IOException {
        List<UUID> made = new ArrayList<>();
        try (Copy copy = Copy.into(
                connection,
                "instance (id, service, state, partition, heard_tick, lease_ticks, first_heard_at, last_heard_at)")) {
            for (int i = 0; i < number; i++) {
                UUID id = new UUID(random.nextLong(), random.nextLong());
                made.add(id);
                copy.line(id + "\tservice-" + i % 10 + "\t" + state + "\t" + i % 12 + "\t1\t10\t" + day(day) + "\t"
                        + day(day + 1));
            }
        }
        return made;
    }

    private void deaths(int day, List<UUID> dead) throws SQLException, IOException {
        try (Copy copy = Copy.into(connection, "incident")) {
            for (UUID id : dead) {
                Instant at = day(day).plusSeconds(random.nextInt(86_400));
                copy.line(id + "\tservice-" + random.nextInt(10) + "\t" + at + "\tjournal\t" + at + "\t1\t2\t0");
            }
        }
    }

    private static Map<String, Long> requests(Map<String, Counts> counts) {
        Map<String, Long> requests = new HashMap<>();
        counts.forEach((website, of) -> requests.put(website, of.requests()));
        return requests;
    }

    private Instant day(int day) {
        return start.plus(Duration.ofDays(day));
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
