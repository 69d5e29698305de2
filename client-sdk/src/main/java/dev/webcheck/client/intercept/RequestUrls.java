package dev.webcheck.client.intercept;

import dev.webcheck.event.redaction.Redaction;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.net.URIAuthority;

/**
 * The URLs of requests as they may leave the process: without secrets, bounded, and storable whatever was asked for. This
 * class is threadsafe.
 */
final class RequestUrls {

    private static final int LONGEST_HOST = 253;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private static final int LARGEST_KEPT = 4_096;

    /** Kept from one request of a thread to the next. */
    private static final ThreadLocal<StringBuilder> BUILDER = ThreadLocal.withInitial(() -> new StringBuilder(256));

    private final Redaction redaction;
    private final int longest;

    RequestUrls(Redaction redaction, int longest) {
        this.redaction = redaction;
        this.longest = longest;
    }

    /** Whether events can hold the URL of a request: there are none but those by http and https. */
    static boolean canHold(HttpRequest request, HttpHost target) {
        return canHold(request.getScheme() == null ? target.getSchemeName() : request.getScheme());
    }

    private static boolean canHold(String scheme) {
        return scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
    }

    /**
     * The URL of a request. A socket stands in it for the host, which is only a name then. It holds until this thread asks
     * for the next.
     */
    CharSequence of(HttpRequest request, Destination destination) {
        HttpHost target = destination.host();
        UnixSocket socket = destination.socket();
        if (socket == null) {
            return of(request, target);
        }
        String scheme = request.getScheme();
        String path = request.getPath();
        return of(scheme == null ? target.getSchemeName() : scheme, socket.host(), -1, false, path == null ? "" : path);
    }

    /**
     * The URL of a request, with what it does not say itself taken from the target that it is sent to. It holds until this
     * thread asks for the next.
     */
    CharSequence of(HttpRequest request, HttpHost target) {
        String scheme = request.getScheme();
        URIAuthority authority = request.getAuthority();
        String path = request.getPath();
        return of(
                scheme == null ? target.getSchemeName() : scheme,
                authority == null ? target.getHostName() : authority.getHostName(),
                authority == null ? target.getPort() : authority.getPort(),
                authority != null && authority.getUserInfo() != null,
                path == null ? "" : path);
    }

    CharSequence of(String scheme, String host, int port, boolean userInfo, String pathAndQuery) {
        if (!canHold(scheme)) {
            throw new IllegalArgumentException(
                    "Only requests by http and https are recorded, but this one is by " + scheme);
        }
        StringBuilder url = builder();
        url.append(scheme).append("://");
        if (userInfo) {
            url.append(Redaction.REDACTED)
                    .append(':')
                    .append(Redaction.REDACTED)
                    .append('@');
        }
        appendHost(url, host);
        if (port >= 0) {
            url.append(':').append(port);
        }
        redaction.appendPath(url, withoutOrigin(pathAndQuery));
        return cut(storable(url));
    }

    private static StringBuilder builder() {
        StringBuilder builder = BUILDER.get();
        if (builder.capacity() > LARGEST_KEPT) {
            builder = new StringBuilder(256);
            BUILDER.set(builder);
        }
        builder.setLength(0);
        return builder;
    }

    /** What no name server knows either is replaced by underscores. */
    private static void appendHost(StringBuilder url, String host) {
        Optional<String> address = ipv6(host);
        if (address.isPresent()) {
            url.append(address.get());
            return;
        }
        int start = url.length();
        int end = Math.min(host.length(), LONGEST_HOST);
        for (int i = 0; i < end; i++) {
            char c = host.charAt(i);
            boolean dot = c == '.' && url.length() > start && url.charAt(url.length() - 1) != '.';
            url.append(dot || c == '-' || Character.isLetterOrDigit(c) ? c : '_');
        }
        if (url.length() == start) {
            url.append('_');
        }
    }

    /** An IPv6 address, in brackets and without its zone. */
    private static Optional<String> ipv6(String host) {
        if (host.indexOf(':') < 0) {
            return Optional.empty();
        }
        int zone = host.indexOf('%');
        String address =
                (zone < 0 ? host : host.substring(0, zone)).replace("[", "").replace("]", "");
        try {
            // With brackets and a colon, the JDK reads an address or fails; no name server is asked.
            InetAddress.getByName("[" + address + "]");
            return Optional.of("[" + address + "]");
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** The path of a request to a proxy can be a whole URL. */
    private static String withoutOrigin(String path) {
        if (path.startsWith("/") || path.isEmpty() || path.equals("*")) {
            return path;
        }
        int scheme = path.indexOf("://");
        int query = path.indexOf('?');
        if (scheme < 0 || (query >= 0 && query < scheme)) {
            return path;
        }
        for (int i = scheme + 3; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '/' || c == '?' || c == '#') {
                return path.substring(i);
            }
        }
        return "";
    }

    /** Percent-encodes what neither UTF-8 nor every store can hold, and what would break a line. */
    private static StringBuilder storable(StringBuilder text) {
        StringBuilder clean = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
            boolean bad = Character.isISOControl(c) || (Character.isSurrogate(c) && !pair);
            if (bad && clean == null) {
                clean = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (clean != null) {
                if (bad) {
                    appendEncoded(clean, c);
                } else {
                    clean.append(text, i, pair ? i + 2 : i + 1);
                }
            }
            i += pair ? 1 : 0;
        }
        return clean == null ? text : clean;
    }

    private static void appendEncoded(StringBuilder text, char c) {
        String encodable = Character.isSurrogate(c) ? "\uFFFD" : String.valueOf(c);
        for (byte b : encodable.getBytes(StandardCharsets.UTF_8)) {
            text.append('%').append(HEX.toHexDigits(b));
        }
    }

    private StringBuilder cut(StringBuilder url) {
        if (url.length() > longest) {
            url.setLength(Character.isHighSurrogate(url.charAt(longest - 1)) ? longest - 1 : longest);
        }
        return url;
    }
}
