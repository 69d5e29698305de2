package dev.webcheck.client;

import dev.webcheck.client.record.Instance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Settings for a {@link Webcheck}, and its start.
 *
 * <p>What is not set here is taken from the system property {@code webcheck.x-y}, else from the environment variable
 * {@code WEBCHECK_X_Y}, else by default. There, durations are written as {@code 500ms}, {@code 2s}, {@code 5m},
 * {@code 1h} or {@code 1d}, sizes as {@code 33554432} or {@code 32MiB}, and lists with commas. All values are checked by
 * {@link #start}.
 *
 * <p>This class is not threadsafe.
 */
public final class WebcheckBuilder {

    private final Map<Setting, String> values = new EnumMap<>(Setting.class);
    private final Map<String, String> kafkaProperties = new LinkedHashMap<>();
    private final Map<String, String> ingestHeaders = new LinkedHashMap<>();

    WebcheckBuilder() {}

    /**
     * Whether anything is done at all ({@code webcheck.enabled}). Default true. A Webcheck that is not enabled starts no
     * thread, makes no file, changes no client and records nothing; its other settings are not looked at.
     *
     * @param enabled false for a Webcheck that does nothing
     * @return this builder
     */
    public WebcheckBuilder enabled(boolean enabled) {
        return set(Setting.ENABLED, Boolean.toString(enabled));
    }

    /**
     * The name of the service that this process is a run of ({@code webcheck.service}). Default is OpenTelemetry's
     * {@code OTEL_SERVICE_NAME}, else {@code unknown_service:java}.
     *
     * @param name 1 to 255 characters
     * @return this builder
     */
    public WebcheckBuilder service(String name) {
        return set(Setting.SERVICE, name);
    }

    /**
     * Where to find Kafka ({@code webcheck.kafka-bootstrap-servers}). Default {@code localhost:9092}.
     *
     * @param addresses {@code host:port}, more than one separated by commas
     * @return this builder
     */
    public WebcheckBuilder kafkaBootstrapServers(String addresses) {
        return set(Setting.KAFKA_BOOTSTRAP_SERVERS, addresses);
    }

    /**
     * The topic that the events go to ({@code webcheck.kafka-topic}). Default {@code webcheck.request-events}.
     *
     * @param topic the name of a topic
     * @return this builder
     */
    public WebcheckBuilder kafkaTopic(String topic) {
        return set(Setting.KAFKA_TOPIC, topic);
    }

    /**
     * A setting of Kafka's producer, for TLS and SASL mostly ({@code webcheck.kafka.security.protocol}, or
     * {@code WEBCHECK_KAFKA_SECURITY_PROTOCOL}, for Kafka's {@code security.protocol}). Default none. Those that order and
     * acknowledgement of the events rest on, such as {@code acks}, cannot be set. Not looked at if the events go to an
     * ingest-service.
     *
     * @param name as Kafka has it
     * @param value as Kafka has it
     * @return this builder
     */
    public WebcheckBuilder kafkaProperty(String name, String value) {
        kafkaProperties.put(name, value);
        return this;
    }

    /**
     * The ingest-service that takes the events in place of Kafka ({@code webcheck.ingest-url}). Default none: they go to
     * Kafka. The JVM's proxy and trust store are used. Setting the brokers as well is an error, unless one of the two stands
     * in a source that goes before that of the other.
     *
     * @param url where the service is, such as {@code http://localhost:5001}
     * @return this builder
     */
    public WebcheckBuilder ingestUrl(String url) {
        return set(Setting.INGEST_URL, url);
    }

    /**
     * A header of each request to the ingest-service, such as a key for a gateway before it ({@code webcheck.ingest-headers}:
     * {@code Authorization: Bearer abc}, more than one separated by commas). Default none. Values are never logged. One that
     * is set here replaces all that are set elsewhere.
     *
     * @param name the name of a header
     * @param value 1 to 8192 printable ASCII characters
     * @return this builder
     */
    public WebcheckBuilder ingestHeader(String name, String value) {
        ingestHeaders.put(name, value);
        return this;
    }

    /**
     * Whether what waits to be published is kept in a file, where it survives the death of the process
     * ({@code webcheck.journal-enabled}). Default true. Without it, it is kept in memory.
     *
     * @param enabled false for no file
     * @return this builder
     */
    public WebcheckBuilder journalEnabled(boolean enabled) {
        return set(Setting.JOURNAL_ENABLED, Boolean.toString(enabled));
    }

    /**
     * Where the journal is kept ({@code webcheck.journal-directory}). Default is one directory for each place that events
     * go to, where the user's programs keep their state: below {@code XDG_STATE_HOME} or {@code ~/.local/state}, {@code
     * ~/Library/Application Support} or {@code %LOCALAPPDATA%}. If that cannot be written, or is on a network, the directory
     * is in {@code java.io.tmpdir}, where cleaners may delete it. Processes that publish to the same place may share a
     * directory: each publishes what the dead ones left. In a container it has to be a volume that survives a restart.
     *
     * @param directory on a local disk; it is made if it is not there
     * @return this builder
     */
    public WebcheckBuilder journalDirectory(Path directory) {
        return set(Setting.JOURNAL_DIRECTORY, directory.toString());
    }

    /**
     * The size of the journal in bytes ({@code webcheck.journal-size}). Default 32 MiB. It bounds what may wait to be
     * published, with the ends of open requests counted in advance. Requests for which there is no room are not recorded,
     * and counted as such.
     *
     * @param bytes 1 MiB to 1 GiB
     * @return this builder
     */
    public WebcheckBuilder journalSize(long bytes) {
        return set(Setting.JOURNAL_SIZE, Long.toString(bytes));
    }

    /**
     * How many journals of dead processes may wait in the directory ({@code webcheck.journal-leftovers}). Default 16. They
     * wait while nothing can be published; each takes the size of a journal on the disk. A process that starts when
     * there are so many says so in the log, and keeps in memory what waits, until some of them have been published.
     *
     * @param most 1 to 1,000
     * @return this builder
     */
    public WebcheckBuilder journalLeftovers(int most) {
        return set(Setting.JOURNAL_LEFTOVERS, Integer.toString(most));
    }

    /**
     * The names of query parameters whose values are secrets, in place of the built-in ones
     * ({@code webcheck.sensitive-parameters}). Case, {@code -}, {@code _} and {@code .} make no difference, and a name counts
     * wherever it stands at borders of words: {@code voucher} is in {@code giftVoucher} and {@code data.voucher-code} too. A
     * {@code -} before a name makes that name harmless. User info, tokens of a known form and secrets in well-known paths are
     * redacted whatever is set here. Default are the built-in names, such as {@code token}, {@code password},
     * {@code signature}.
     *
     * @param names at most 200; none: no value is redacted for its name
     * @return this builder
     */
    public WebcheckBuilder sensitiveParameters(String... names) {
        return set(Setting.SENSITIVE_PARAMETERS, String.join(",", names));
    }

    /**
     * Further names of query parameters whose values are secrets, or, with a {@code -} before the name, are not
     * ({@code webcheck.sensitive-parameters} with a {@code +} before the first). Adds to the built-in ones, or to what was set
     * here before.
     *
     * @param names at most 200 with the others
     * @return this builder
     */
    public WebcheckBuilder alsoSensitiveParameters(String... names) {
        String further = String.join(",", names);
        String before = values.getOrDefault(Setting.SENSITIVE_PARAMETERS, "+");
        boolean first = before.isEmpty() || before.equals("+");
        return set(Setting.SENSITIVE_PARAMETERS, before + (first ? "" : ",") + further);
    }

    /**
     * Whether the values of all query parameters are secrets ({@code webcheck.redact-all-parameters}). Default false.
     *
     * @param all true to record no value of any
     * @return this builder
     */
    public WebcheckBuilder redactAllParameters(boolean all) {
        return set(Setting.REDACT_ALL_PARAMETERS, Boolean.toString(all));
    }

    /**
     * Longer URLs are cut ({@code webcheck.url-length}). Default 2,048.
     *
     * @param characters 64 to 8,192
     * @return this builder
     */
    public WebcheckBuilder urlLength(int characters) {
        return set(Setting.URL_LENGTH, Integer.toString(characters));
    }

    /**
     * The names of the request headers that are recorded ({@code webcheck.request-headers}). Default none. Those of
     * credentials and cookies cannot be: {@code Authorization}, {@code Proxy-Authorization}, {@code Cookie},
     * {@code Set-Cookie}. The values of the others are redacted by the rules of URLs: whole if the name of the header says
     * that they are secrets, else the secrets in them.
     *
     * @param names at most 32; case makes no difference
     * @return this builder
     */
    public WebcheckBuilder requestHeaders(String... names) {
        return set(Setting.REQUEST_HEADERS, String.join(",", names));
    }

    /**
     * The names of the response headers that are recorded ({@code webcheck.response-headers}), as {@link #requestHeaders}.
     *
     * @param names at most 32; case makes no difference
     * @return this builder
     */
    public WebcheckBuilder responseHeaders(String... names) {
        return set(Setting.RESPONSE_HEADERS, String.join(",", names));
    }

    /**
     * The share of the calls that are recorded ({@code webcheck.sampling-ratio}). Default 1: all. A call is recorded with all
     * its attempts, or not at all; the trace of its first request decides, if that has one. 0 records none.
     *
     * @param ratio 0 to 1
     * @return this builder
     */
    public WebcheckBuilder samplingRatio(double ratio) {
        return set(Setting.SAMPLING_RATIO, Double.toString(ratio));
    }

    /**
     * The hosts whose requests are recorded ({@code webcheck.include-hosts}). Default are all.
     *
     * @param hosts at most 100, like {@code api.example.com}, {@code *.example.com} (its subdomains), {@code *}, or with a
     *     port {@code localhost:8080}; none for all
     * @return this builder
     */
    public WebcheckBuilder includeHosts(String... hosts) {
        return set(Setting.INCLUDE_HOSTS, String.join(",", hosts));
    }

    /**
     * The hosts whose requests are not recorded, even if they are included ({@code webcheck.exclude-hosts}). Default none.
     *
     * @param hosts as {@link #includeHosts} has them
     * @return this builder
     */
    public WebcheckBuilder excludeHosts(String... hosts) {
        return set(Setting.EXCLUDE_HOSTS, String.join(",", hosts));
    }

    /**
     * Whether requests that would leave without a {@code traceparent} header get one ({@code webcheck.propagate-trace}). Default
     * false: nothing that is sent is changed. The trace that leaves with a request is recorded in any case.
     *
     * @param propagate true to add the header
     * @return this builder
     */
    public WebcheckBuilder propagateTrace(boolean propagate) {
        return set(Setting.PROPAGATE_TRACE, Boolean.toString(propagate));
    }

    /**
     * The time from one heartbeat to the next ({@code webcheck.heartbeat-interval}). Default 2 seconds.
     *
     * @param interval 100 milliseconds to 1 hour
     * @return this builder
     */
    public WebcheckBuilder heartbeatInterval(Duration interval) {
        return set(Setting.HEARTBEAT_INTERVAL, SettingValue.shown(interval));
    }

    /**
     * For how long the process counts as alive after a heartbeat ({@code webcheck.lease}). Default 10 seconds.
     *
     * @param lease 1 second to 1 day, and at least two heartbeat intervals
     * @return this builder
     */
    public WebcheckBuilder lease(Duration lease) {
        return set(Setting.LEASE, SettingValue.shown(lease));
    }

    /**
     * How long {@link Webcheck#close} and the shutdown hook may wait for the last events to be acknowledged
     * ({@code webcheck.close-timeout}). Default 5 seconds. Zero does not wait: what was not published by then stays in the
     * journal for the next start, or is lost with the memory.
     *
     * @param timeout 0 to 1 hour
     * @return this builder
     */
    public WebcheckBuilder closeTimeout(Duration timeout) {
        return set(Setting.CLOSE_TIMEOUT, SettingValue.shown(timeout));
    }

    /**
     * Whether a JVM shutdown hook tells that the process stops ({@code webcheck.shutdown-hook}). Default true. False is for
     * frameworks that call {@link Webcheck#close} themselves, after the last request. A process that ends with neither
     * counts as died.
     *
     * @param hook false for no shutdown hook
     * @return this builder
     */
    public WebcheckBuilder shutdownHook(boolean hook) {
        return set(Setting.SHUTDOWN_HOOK, Boolean.toString(hook));
    }

    /**
     * How long the shutdown hook waits for open requests ({@code webcheck.shutdown-timeout}). Default 25 seconds. It does not
     * wait for a request that has been open for longer than that, and returns after some milliseconds if none is open. Zero
     * does not wait. Requests are recorded until the JVM has ended, whether the hook waits or not.
     *
     * @param timeout 0 to 1 hour
     * @return this builder
     */
    public WebcheckBuilder shutdownTimeout(Duration timeout) {
        return set(Setting.SHUTDOWN_TIMEOUT, SettingValue.shown(timeout));
    }

    /**
     * Checks the settings and starts. Does not wait for Kafka or the ingest-service, which may come later.
     *
     * @return a Webcheck that records, until it is closed
     * @throws InvalidSettingException if a setting has a value that it cannot have
     */
    public Webcheck start() {
        Settings settings = Settings.from(sources());
        Instance instance = new Instance(UUID.randomUUID(), settings.service());
        return settings.enabled()
                ? Webcheck.start(settings, instance, settings.transport().open(instance.id()))
                : Webcheck.disabled(instance);
    }

    SettingSources sources() {
        return SettingSources.ofProcess(values, kafkaProperties, ingestHeaders);
    }

    private WebcheckBuilder set(Setting setting, String value) {
        values.put(setting, value);
        return this;
    }
}
