package dev.webcheck.client.intercept;

import java.nio.file.Path;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * A Unix domain socket that requests are sent to. The host in their URL is one by name only: each socket is a website of its
 * own.
 *
 * @param path its absolute path
 */
record UnixSocket(Path path) {

    /** HttpClient knows them since 5.6. */
    private static final boolean KNOWN = isKnown();

    /** The socket of a route; null for a route over the network. */
    static @Nullable UnixSocket of(HttpRoute route) {
        Path path = KNOWN ? route.getUnixDomainSocket() : null;
        return path == null ? null : new UnixSocket(path.toAbsolutePath());
    }

    private static boolean isKnown() {
        try {
            return new HttpRoute(new HttpHost("localhost", 80)).getUnixDomainSocket() == null;
        } catch (NoSuchMethodError e) {
            return false;
        }
    }

    /**
     * What stands for it in a URL: {@code unix_run_docker.sock}. A URL has no place for a path before its own, and an event
     * that is understood by every version of the services has one by http or https.
     */
    String host() {
        return "unix" + path.toString().replace("_", "__").replace('/', '_').replace('\\', '_');
    }

    /** Its path, without what no event can hold. */
    String address() {
        StringBuilder address = new StringBuilder(path.toString());
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (Character.isISOControl(c) || Character.isSurrogate(c)) {
                address.setCharAt(i, '_');
            }
        }
        return address.toString();
    }
}
