package dev.webcheck.event;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/**
 * The website of a URL: its host in lower case, with its port if that is not the scheme's default.
 *
 * <p>The URL is split as RFC 3986 has it, into scheme, authority and the rest, and the authority as browsers do it, where
 * the last {@code @} ends the user info. A host is an IPv6 address in brackets, or labels between dots; labels may have
 * underscores and what international names have. Percent signs, backslashes, spaces and all other punctuation make no
 * host that a name server knows.
 */
final class Website {

    private static final String HTTP = "http://";
    private static final String HTTPS = "https://";
    private static final int HIGHEST_PORT = 65_535;
    private static final int PORT_DIGITS = 5;
    private static final int HOST_LENGTH = 254;
    private static final String LABEL_MARKS = "-_·・";

    private Website() {}

    static Optional<String> of(String url) {
        boolean secure = url.regionMatches(true, 0, HTTPS, 0, HTTPS.length());
        if (!secure && !url.regionMatches(true, 0, HTTP, 0, HTTP.length())) {
            return Optional.empty();
        }
        int start = secure ? HTTPS.length() : HTTP.length();
        int end = authorityEnd(url, start);
        if (hasControl(url) || indexOf(url, '\\', start, end) >= 0) {
            return Optional.empty();
        }
        int hostStart = Math.max(start, url.lastIndexOf('@', end - 1) + 1);
        int hostEnd = hostEnd(url, hostStart, end);
        int port = port(url, hostEnd, end, secure ? 443 : 80);
        String host = url.substring(hostStart, hostEnd);
        if (port < 0 || !isHost(host)) {
            return Optional.empty();
        }
        String website = host.toLowerCase(Locale.ROOT);
        return Optional.of(port == (secure ? 443 : 80) ? website : website + ":" + port);
    }

    private static int authorityEnd(String url, int start) {
        int end = start;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static int hostEnd(String url, int hostStart, int end) {
        boolean bracketed = hostStart < end && url.charAt(hostStart) == '[';
        int afterAddress = bracketed ? Math.max(hostStart, indexOf(url, ']', hostStart, end)) : hostStart;
        int colon = indexOf(url, ':', afterAddress, end);
        return colon < 0 ? end : colon;
    }

    /** The port behind the colon at {@code colon}, the usual one if there is none, or -1. */
    private static int port(String url, int colon, int end, int usual) {
        if (end - colon <= 1) {
            return usual;
        }
        if (end - colon - 1 > PORT_DIGITS) {
            return -1;
        }
        int port = 0;
        for (int i = colon + 1; i < end; i++) {
            char digit = url.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            port = port * 10 + digit - '0';
        }
        return port <= HIGHEST_PORT ? port : -1;
    }

    private static boolean isHost(String host) {
        if (host.isEmpty() || host.length() > HOST_LENGTH) {
            return false;
        }
        return host.charAt(0) == '[' ? isIpv6(host) : isName(host);
    }

    private static boolean isName(String host) {
        if (host.charAt(0) == '.' || host.contains("..")) {
            return false;
        }
        for (int i = 0; i < host.length(); i += Character.charCount(host.codePointAt(i))) {
            if (!isNameCharacter(host.codePointAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNameCharacter(int c) {
        if (Character.isLetterOrDigit(c) || c == '.') {
            return true;
        }
        int type = Character.getType(c);
        return type == Character.OTHER_SYMBOL
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || LABEL_MARKS.indexOf(c) >= 0;
    }

    /** Whether this is an IPv6 address in brackets, perhaps with a zone. */
    private static boolean isIpv6(String host) {
        int zone = host.indexOf('%');
        // With brackets and a colon, the JDK reads an address or fails; no name server is asked.
        if (!host.endsWith("]") || host.indexOf(':') < 0) {
            return false;
        }
        if (zone >= 0 && !isZone(host.substring(zone + 1, host.length() - 1))) {
            return false;
        }
        try {
            InetAddress.getByName(zone < 0 ? host : host.substring(0, zone) + "]");
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean isZone(String zone) {
        return !zone.isEmpty()
                && zone.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0));
    }

    private static boolean hasControl(String url) {
        for (int i = 0; i < url.length(); i++) {
            if (Character.isISOControl(url.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static int indexOf(String text, char c, int from, int end) {
        int at = text.indexOf(c, from);
        return at < end ? at : -1;
    }
}
