package dev.webcheck.local.command;

import dev.webcheck.local.LocalPorts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where everything listens, on this machine only. */
final class PortOptions {

    private static final int HIGHEST = 65_535;
    private static final int AIRPLAY = 5000;

    @Option(
            names = "--query-port",
            paramLabel = "PORT",
            description = "query-service: REST API and pages. Default: ${DEFAULT-VALUE}")
    private int query = 5000;

    @Option(
            names = "--ingest-port",
            paramLabel = "PORT",
            description = "ingest-service: events over HTTP. Default: ${DEFAULT-VALUE}")
    private int ingest = 5001;

    @Option(
            names = "--worker-port",
            paramLabel = "PORT",
            description = "worker-service: health and metrics. Default: ${DEFAULT-VALUE}")
    private int worker = 5002;

    @Option(names = "--kafka-port", paramLabel = "PORT", description = "Kafka. Default: ${DEFAULT-VALUE}")
    private int kafka = 9092;

    @Option(names = "--postgres-port", paramLabel = "PORT", description = "PostgreSQL. Default: ${DEFAULT-VALUE}")
    private int postgres = 15432;

    LocalPorts ports() {
        return new LocalPorts(query, ingest, worker, kafka, postgres);
    }

    /** Says what is wrong with the numbers themselves; nothing if they can be tried. */
    List<String> mistakes() {
        Map<Integer, Use> seen = new HashMap<>();
        return uses().stream()
                .flatMap(use -> {
                    if (use.port < 1 || use.port > HIGHEST) {
                        return List.of(
                                use.option + " " + use.port + " is no port: it must be from 1 to " + HIGHEST + ".")
                                .stream();
                    }
                    Use other = seen.putIfAbsent(use.port, use);
                    return other == null
                            ? List.<String>of().stream()
                            : List.of("Port " + use.port + " is meant for both " + other.part + " and " + use.part
                                            + ": change " + other.option + " or " + use.option + ".")
                                    .stream();
                })
                .toList();
    }

    /** Names each port that somebody else uses. */
    List<String> taken() {
        return uses().stream()
                .filter(use -> LocalPorts.isTaken(use.port))
                .map(use -> "Port " + use.port + " is taken, and " + use.part
                        + " needs it. Free it, or choose another: " + use.option + " PORT" + hint(use.port))
                .toList();
    }

    private static String hint(int port) {
        return port == AIRPLAY && System.getProperty("os.name").startsWith("Mac")
                ? "\n(On macOS it is the AirPlay Receiver that listens on 5000.)"
                : "";
    }

    private List<Use> uses() {
        return List.of(
                new Use(query, "the query-service", "--query-port"),
                new Use(ingest, "the ingest-service", "--ingest-port"),
                new Use(worker, "the worker-service", "--worker-port"),
                new Use(kafka, "Kafka", "--kafka-port"),
                new Use(postgres, "PostgreSQL", "--postgres-port"));
    }

    private record Use(int port, String part, String option) {}
}
