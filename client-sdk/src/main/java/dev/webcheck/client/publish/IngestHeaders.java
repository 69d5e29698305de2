package dev.webcheck.client.publish;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What users may add to the requests to an ingest-service, such as a key for the gateway before it. Internal to the SDK. */
public final class IngestHeaders {

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
    private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7E](?:[\\x20-\\x7E\\t]{0,8190}[\\x21-\\x7E])?");

    private static final Set<String> OURS = Set.of(
            "accept",
            "accept-encoding",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "expect",
            "host",
            "te",
            "transfer-encoding",
            "upgrade");

    private IngestHeaders() {}

    /**
     * What keeps a header from being sent.
     *
     * @param name its name
     * @param value its value
     * @return the end of a sentence about the setting, without the value; empty if all is well
     */
    public static Optional<String> fault(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            return Optional.of("has a name in it that no header can have");
        }
        if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
            return Optional.of("cannot have " + name + ", which Webcheck or Java's client sets");
        }
        if (!VALUE.matcher(value).matches()) {
            return Optional.of("has a value for " + name + " that must be 1 to 8192 printable ASCII characters");
        }
        return Optional.empty();
    }
}
