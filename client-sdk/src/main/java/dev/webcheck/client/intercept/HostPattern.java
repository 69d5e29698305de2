package dev.webcheck.client.intercept;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hosts by name: {@code api.example.com}, {@code *.example.com} (any subdomain, not the domain itself), or {@code *}; with a
 * port, only that one.
 *
 * @param name in lower case
 * @param port empty for any
 */
public record HostPattern(String name, OptionalInt port) {

    private static final Pattern FORM =
            Pattern.compile("(\\*|(?:\\*\\.)?[\\p{L}\\p{N}_.-]+|\\[[0-9a-fA-F:.]+])(?::(\\d{1,5}))?");
    private static final int HIGHEST_PORT = 65_535;

    /** Reads a pattern; empty if the text is none. */
    public static Optional<HostPattern> parse(String text) {
        Matcher form = FORM.matcher(text.trim());
        if (!form.matches()) {
            return Optional.empty();
        }
        OptionalInt port =
                form.group(2) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(form.group(2)));
        if (port.orElse(1) < 1 || port.orElse(1) > HIGHEST_PORT) {
            return Optional.empty();
        }
        return Optional.of(new HostPattern(form.group(1).toLowerCase(Locale.ROOT), port));
    }

    boolean matches(String host, int hostPort) {
        if (port.isPresent() && port.getAsInt() != hostPort) {
            return false;
        }
        if (name.equals("*")) {
            return true;
        }
        if (name.startsWith("*.")) {
            int subdomain = host.length() - (name.length() - 1);
            return subdomain > 0 && host.regionMatches(true, subdomain, name, 1, name.length() - 1);
        }
        return name.equalsIgnoreCase(host) || name.equals("[" + host.toLowerCase(Locale.ROOT) + "]");
    }
}
