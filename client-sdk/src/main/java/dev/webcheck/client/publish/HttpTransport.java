package dev.webcheck.client.publish;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Over HTTP to an ingest-service. Internal to the SDK.
 *
 * @param endpoint the URL that takes events
 * @param headers further headers of each request, which {@link IngestHeaders} has no fault to find with
 */
public record HttpTransport(URI endpoint, Map<String, String> headers) implements Transport {

    private static final String EVENTS = "/api/v1/events";
    private static final int HIGHEST_PORT = 65_535;

    /**
     * To this endpoint.
     *
     * @param endpoint the URL that takes events
     * @param headers further headers of each request
     */
    public HttpTransport {
        headers = Map.copyOf(headers);
    }

    /**
     * Finds the endpoint of an ingest-service.
     *
     * @param url where the service is: {@code http} or {@code https}, a host, perhaps a port and a path; without user info,
     *     query and fragment. The path of the events may be there already
     * @return the URL that takes events; empty if the text is anything else
     */
    public static Optional<URI> endpoint(String url) {
        try {
            URI uri = new URI(url);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean usable = (scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && uri.getPort() != 0
                    && uri.getPort() <= HIGHEST_PORT
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            return usable ? Optional.of(new URI(scheme + "://" + uri.getRawAuthority() + path(uri))) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String path(URI uri) {
        String base = uri.getRawPath().replaceFirst("/+$", "");
        return base.endsWith(EVENTS) ? base : base + EVENTS;
    }

    @Override
    public EventPublisher open(UUID instanceId) {
        return new HttpEventPublisher(this);
    }

    @Override
    public String destination() {
        return endpoint.toString();
    }

    /** Without the headers, which may be secrets. */
    @Override
    public String toString() {
        return "the ingest-service at " + endpoint;
    }
}
