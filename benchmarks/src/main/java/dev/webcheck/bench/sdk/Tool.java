package dev.webcheck.bench.sdk;

import java.util.Locale;

/** What is compared, by the names of the last line. */
enum Tool {
    BARE,
    WEBCHECK,
    OTEL,
    BRAVE;

    Candidate start() {
        return switch (this) {
            case BARE -> new Bare();
            case WEBCHECK -> new Ours();
            case OTEL -> new OpenTelemetryLibrary();
            case BRAVE -> new BraveLibrary();
        };
    }

    /** As it stands in the output. */
    String shown() {
        return name().toLowerCase(Locale.ROOT);
    }
}
