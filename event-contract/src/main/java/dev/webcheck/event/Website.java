package dev.webcheck.event;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The website of a URL: its host in lower case, with its port if that is not the scheme's default. */
final class Website {

    /** Scheme, authority without user info, and the rest (RFC 3986, appendix B, narrowed to http and https). */
    private static final Pattern URL = Pattern.compile(
            "(?i)(https?)://(?:[^/?#@]*@)?(\\[[0-9a-f:.%]+]|[^/?#@:\\[\\]\\s]+)(?::(\\d{0,5}))?(?:[/?#].*)?",
            Pattern.DOTALL);

    private static final int HIGHEST_PORT = 65_535;

    private Website() {}

    static Optional<String> of(String url) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String host = parts.group(2).toLowerCase(Locale.ROOT);
        String port = parts.group(3);
        if (port == null || port.isEmpty()) {
            return Optional.of(host);
        }
        int number = Integer.parseInt(port);
        if (number > HIGHEST_PORT) {
            return Optional.empty();
        }
        boolean usual = number == (parts.group(1).equalsIgnoreCase("https") ? 443 : 80);
        return Optional.of(usual ? host : host + ":" + number);
    }
}
