package dev.webcheck.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker inside this process.
 *
 * <pre>{@code
 * try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary()) {
 *     kafka.createTopic("events", 3, Map.of("message.timestamp.type", "LogAppendTime"));
 *     connectTo(kafka.bootstrapServers());
 * }
 * }</pre>
 *
 * <p>It listens on the loopback address only, creates no topic by itself unless it is told to, and keeps topics, records and committed offsets
 * in its folder. {@link #stop} and {@link #restart} take it away and bring it back on the same port with the same data.
 *
 * <p>This class is safe for use by many threads.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final Duration TOPIC_LIMIT = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 20;
    private static final int ATTEMPTS_FOR_A_FREE_PORT = 3;

    private final Path dataDirectory;
    private final int port;
    private final boolean temporary;
    private final Map<String, String> brokerSettings;
    private final Thread closeAtExit = new Thread(this::close, "close-embedded-kafka");
    private @Nullable KafkaBroker broker;

    private EmbeddedKafka(Path dataDirectory, int port, boolean temporary, Map<String, String> brokerSettings) {
        this.brokerSettings = Map.copyOf(brokerSettings);
        this.dataDirectory = dataDirectory.toAbsolutePath().normalize();
        this.port = port;
        this.temporary = temporary;
    }

    /**
     * Starts a broker that keeps its data.
     *
     * @param dataDirectory its folder, made if it is missing; only one broker at a time may use it
     * @param port the port for clients
     * @return the broker, ready for clients; close it to stop it
     * @throws LocalServerException if it does not start
     */
    public static EmbeddedKafka start(Path dataDirectory, int port) {
        EmbeddedKafka kafka = stopped(dataDirectory, port);
        kafka.restart();
        return kafka;
    }

    /** A broker that keeps its data and has not been started yet. */
    static EmbeddedKafka stopped(Path dataDirectory, int port) {
        return new EmbeddedKafka(dataDirectory, port, false, Map.of());
    }

    /**
     * Starts a broker on a free port, whose data is deleted when it is closed or the JVM ends.
     *
     * @return the broker, ready for clients
     * @throws LocalServerException if it does not start
     */
    public static EmbeddedKafka startTemporary() {
        return startTemporary(Map.of());
    }

    /**
     * Starts a broker as {@link #startTemporary()} does, with settings of its own.
     *
     * @param brokerSettings settings of the broker, such as {@code auto.create.topics.enable}; they replace the defaults
     * @return the broker, ready for clients
     * @throws LocalServerException if it does not start
     */
    public static EmbeddedKafka startTemporary(Map<String, String> brokerSettings) {
        for (int attempt = 1; ; attempt++) {
            EmbeddedKafka kafka =
                    new EmbeddedKafka(TemporaryFolder.create("webcheck-kafka-"), Ports.anyFree(), true, brokerSettings);
            try {
                kafka.restart();
                Runtime.getRuntime().addShutdownHook(kafka.closeAtExit);
                return kafka;
            } catch (LocalServerException e) {
                TemporaryFolder.delete(kafka.dataDirectory);
                if (attempt == ATTEMPTS_FOR_A_FREE_PORT) {
                    throw e;
                }
            }
        }
    }

    /**
     * What clients take as {@code bootstrap.servers}.
     *
     * @return host and port, the same after a restart
     */
    public String bootstrapServers() {
        return bootstrapServers(port);
    }

    /** What clients take for a broker of this machine. */
    static String bootstrapServers(int port) {
        return KafkaBroker.HOST + ":" + port;
    }

    /**
     * The port for clients.
     *
     * @return the port, the same after a restart
     */
    public int port() {
        return port;
    }

    /**
     * Creates a topic and waits until it is there.
     *
     * @param name its name
     * @param partitions the number of its partitions
     * @param settings settings of the topic, such as {@code message.timestamp.type}; empty for the broker's defaults
     * @throws LocalServerException if it could not be created, because it exists for instance
     */
    public void createTopic(String name, int partitions, Map<String, String> settings) {
        try (Admin admin = Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(settings);
            admin.createTopics(List.of(topic)).all().get();
            awaitTopic(admin, name);
        } catch (ExecutionException e) {
            throw new LocalServerException("Could not create the topic " + name + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalServerException("Interrupted while the topic " + name + " was created", e);
        }
    }

    /** The controller has the topic at once, the broker a moment later. */
    private static void awaitTopic(Admin admin, String name) throws ExecutionException, InterruptedException {
        long begun = System.nanoTime();
        while (true) {
            try {
                admin.describeTopics(List.of(name)).allTopicNames().get();
                return;
            } catch (ExecutionException e) {
                boolean late = System.nanoTime() - begun > TOPIC_LIMIT.toNanos();
                if (late || !(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }
    }

    /** Completes with a message when Kafka meets trouble that it cannot mend; any broker of this process. */
    CompletableFuture<String> gaveUp() {
        return KafkaBroker.GAVE_UP.copy();
    }

    /** Where its data is. */
    Path dataDirectory() {
        return dataDirectory;
    }

    /** Stops the broker and keeps its data; does nothing while it is stopped. */
    public synchronized void stop() {
        if (broker != null) {
            broker.stop();
            broker = null;
        }
    }

    /**
     * Starts the broker again after {@link #stop}, on the same port with the same data; does nothing while it runs.
     *
     * @throws LocalServerException if it does not start
     */
    public synchronized void restart() {
        if (broker == null) {
            broker = KafkaBroker.start(dataDirectory, port, Ports.anyFree(), brokerSettings);
        }
    }

    /** Stops the broker; the data of a temporary one is deleted. */
    @Override
    public synchronized void close() {
        stop();
        if (temporary) {
            TemporaryFolder.delete(dataDirectory);
            ExitHook.remove(closeAtExit);
        }
    }
}
