package dev.webcheck.local;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Where the parts of a local stack listen.
 *
 * <p>This class is immutable.
 *
 * @param query the query-service
 * @param ingest the ingest-service
 * @param worker the worker-service
 * @param kafka the Kafka broker
 * @param postgres the PostgreSQL server
 */
public record LocalPorts(int query, int ingest, int worker, int kafka, int postgres) {

    private static final int PARTS = 5;

    /**
     * Ports that were free a moment ago.
     *
     * @return five different ones
     */
    public static LocalPorts free() {
        Set<Integer> ports = new LinkedHashSet<>();
        while (ports.size() < PARTS) {
            ports.add(Ports.anyFree());
        }
        Integer[] five = ports.toArray(Integer[]::new);
        return new LocalPorts(five[0], five[1], five[2], five[3], five[4]);
    }

    /**
     * What clients of Kafka take as {@code bootstrap.servers}, also before it runs.
     *
     * @return host and port
     */
    public String kafkaBootstrapServers() {
        return EmbeddedKafka.bootstrapServers(kafka);
    }

    /**
     * Whether somebody listens on a port of this machine, or this process may not.
     *
     * @param port the port
     * @return false if it can be used
     */
    public static boolean isTaken(int port) {
        return Ports.isTaken(port);
    }

    int of(Service service) {
        return switch (service) {
            case QUERY -> query;
            case INGEST -> ingest;
            case WORKER -> worker;
        };
    }
}
