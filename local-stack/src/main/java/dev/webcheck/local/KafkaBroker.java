package dev.webcheck.local;

import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/** One run of Kafka's own server, broker and controller in one. The only class that touches Kafka's internals. */
final class KafkaBroker {

    static final String HOST = "127.0.0.1";

    /** Completes when a broker of this process would have ended the process. */
    static final CompletableFuture<String> GAVE_UP = new CompletableFuture<>();

    private static final DirectoryFailure DIRECTORY_FAILURE = DirectoryFailure.listen();
    private static final String CONTROLLER_LISTENER = "CONTROLLER";
    private static final int NODE_ID = 1;

    private final KafkaRaftServer server;

    private KafkaBroker(KafkaRaftServer server) {
        this.server = server;
    }

    static KafkaBroker start(Path dataDirectory, int port, int controllerPort, Map<String, String> own) {
        if (Ports.isTaken(port)) {
            throw new LocalServerException("Kafka did not start: port " + port + " is taken.");
        }
        neverEndTheProcess();
        speakLess();
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        // The broker's threads inherit it, and may outlive the class loader of the test that started them.
        thread.setContextClassLoader(KafkaBroker.class.getClassLoader());
        try {
            Files.createDirectories(dataDirectory);
            format(dataDirectory);
            Map<String, String> settings = new HashMap<>(settings(dataDirectory, port, controllerPort));
            settings.putAll(own);
            KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
            try {
                server.startup();
            } catch (RuntimeException e) {
                server.shutdown();
                throw e;
            }
            return new KafkaBroker(server);
        } catch (Exception e) {
            throw new LocalServerException(
                    "Kafka did not start on port " + port + " with its data in " + dataDirectory + ": "
                            + e.getMessage(),
                    e);
        } finally {
            thread.setContextClassLoader(loader);
        }
    }

    void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path dataDirectory) throws Exception {
        if (Files.exists(dataDirectory.resolve("meta.properties"))) {
            return;
        }
        String directory = dataDirectory.toString();
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(nowhere)
                    .setNodeId(NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setDirectories(List.of(directory))
                    .setMetadataLogDirectory(directory)
                    .setControllerListenerName(CONTROLLER_LISTENER)
                    .run();
        }
    }

    private static Map<String, String> settings(Path dataDirectory, int port, int controllerPort) {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", String.valueOf(NODE_ID)),
                Map.entry("log.dirs", dataDirectory.toString()),
                Map.entry("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort),
                Map.entry("controller.listener.names", CONTROLLER_LISTENER),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry(
                        "listeners",
                        "PLAINTEXT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort),
                Map.entry("advertised.listeners", "PLAINTEXT://" + HOST + ":" + port),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // one broker, so one copy of everything
                Map.entry("default.replication.factor", "1"),
                Map.entry("min.insync.replicas", "1"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                // small and quick to start
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"),
                Map.entry("log.cleaner.dedupe.buffer.size", "2097152"));
    }

    /** Kafka ends its process when it meets trouble that it cannot mend; here the process is not Kafka's own. */
    private static void neverEndTheProcess() {
        try {
            Class<?> exit = exit();
            Class<?> procedure = Class.forName(exit.getName() + "$Procedure");
            Object refuse = Proxy.newProxyInstance(
                    procedure.getClassLoader(), new Class<?>[] {procedure}, (proxy, method, arguments) -> {
                        String words = gaveUp((String) arguments[1], DIRECTORY_FAILURE);
                        GAVE_UP.complete(words);
                        throw new IllegalStateException(words);
                    });
            exit.getMethod("setExitProcedure", procedure).invoke(null, refuse);
            exit.getMethod("setHaltProcedure", procedure).invoke(null, refuse);
        } catch (ReflectiveOperationException e) {
            throw new LocalServerException("Kafka did not start: this version has another exit.", e);
        }
    }

    /** Kafka 4.4 moved the class. */
    private static Class<?> exit() throws ClassNotFoundException {
        try {
            return Class.forName("org.apache.kafka.common.utils.Exit");
        } catch (ClassNotFoundException e) {
            return Class.forName("org.apache.kafka.common.utils.internals.Exit");
        }
    }

    static String gaveUp(@Nullable String message, DirectoryFailure failure) {
        String why = Stream.of(Optional.ofNullable(message), failure.first())
                .flatMap(Optional::stream)
                .collect(Collectors.joining(": "));
        return "Kafka gave up" + (why.isEmpty() ? "." : ": " + why);
    }

    private static void speakLess() {
        QuietLoggers.raise("kafka", Level.WARNING);
        QuietLoggers.raise("state.change.logger", Level.WARNING);
        QuietLoggers.raise("org.apache.kafka", Level.WARNING);
        // these warn of what is normal here: an empty log, a second close, a second broker in one process
        QuietLoggers.raise("org.apache.kafka.controller", Level.SEVERE);
        QuietLoggers.raise("org.apache.kafka.clients.NetworkClient", Level.SEVERE);
        QuietLoggers.raise("org.apache.kafka.common.utils.AppInfoParser", Level.SEVERE);
    }
}
