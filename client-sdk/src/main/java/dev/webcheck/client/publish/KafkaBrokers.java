package dev.webcheck.client.publish;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where to find Kafka: the addresses of one or more of its brokers. Internal to the SDK.
 *
 * @param addresses at least one
 */
public record KafkaBrokers(List<Address> addresses) {

    /** A broker on this machine, on Kafka's usual port. */
    public static final KafkaBrokers LOCAL = new KafkaBrokers(List.of(new Address("localhost", 9092)));

    private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^\\s:/@,\\[\\]]+):(\\d{1,5})");
    private static final int HIGHEST_PORT = 65_535;
    private static final int CONNECT_MILLIS = 1_000;

    /**
     * One broker.
     *
     * @param host a name or an address; of IPv6 in brackets
     * @param port from 1 on
     */
    public record Address(String host, int port) {

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /**
     * Brokers at these addresses.
     *
     * @param addresses at least one
     */
    public KafkaBrokers {
        addresses = List.copyOf(addresses);
    }

    /**
     * Reads addresses.
     *
     * @param text {@code host:port}, more than one separated by commas
     * @return the brokers; empty if the text is anything else
     */
    public static Optional<KafkaBrokers> parse(String text) {
        List<Address> addresses = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher address = ADDRESS.matcher(part.trim());
            int port = address.matches() ? Integer.parseInt(address.group(2)) : 0;
            if (port < 1 || port > HIGHEST_PORT) {
                return Optional.empty();
            }
            addresses.add(new Address(address.group(1), port));
        }
        return Optional.of(new KafkaBrokers(addresses));
    }

    /**
     * Why no broker takes connections; empty if one does. Kafka's own client would log a warning for each of its tries,
     * every second of an outage, so it is only let loose when this has found a broker. TLS begins after that, so it holds
     * for TLS as well.
     */
    Optional<String> whyUnreachable() {
        Optional<String> why = Optional.empty();
        for (Address address : addresses) {
            why = whyUnreachable(address);
            if (why.isEmpty()) {
                break;
            }
        }
        return why;
    }

    private static Optional<String> whyUnreachable(Address address) {
        try (Socket socket = new Socket()) {
            InetSocketAddress resolved = new InetSocketAddress(address.host(), address.port());
            if (resolved.isUnresolved()) {
                throw new UnknownHostException("unknown host");
            }
            socket.connect(resolved, CONNECT_MILLIS);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(address + ": " + e.getMessage());
        }
    }

    @Override
    public String toString() {
        return addresses.stream().map(Address::toString).collect(Collectors.joining(","));
    }
}
