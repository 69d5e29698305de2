package dev.webcheck.local.command;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What a user can do once everything runs. */
final class NextSteps {

    private static final String SOME_ID = "019a0000-0000-7000-8000-000000000000";

    private final URI query;
    private final String kafka;
    private final Path dataFolder;

    NextSteps(URI query, String kafka, Path dataFolder) {
        this.query = query;
        this.kafka = kafka;
        this.dataFolder = dataFolder;
    }

    String text(Instant now, Optional<String> idOfARequest) {
        String host = query.getAuthority();
        LocalDateTime hour = LocalDateTime.ofInstant(now, ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
        return String.join(
                "\n",
                "",
                "Webcheck is ready. Look at it:",
                "  http://" + host + "/",
                "Ask it:",
                "  curl " + host + "/api/v1/requests/get",
                "  curl \"" + host + "/api/v1/requests/get?id=" + idOfARequest.orElse(SOME_ID) + "\"",
                "  curl " + host + "/api/v1/requests/frequent-website",
                "  curl \"" + host + "/api/v1/requests/time-frame?from=" + hour.minusHours(1) + "&to="
                        + hour.plusHours(1) + "\"",
                "The requests whose process died before they came back:",
                "  curl \"" + host + "/api/v1/requests/get?outcome=CRASHED\"",
                "All routes, to try in a browser:",
                "  http://" + host + "/q/swagger-ui",
                "Record an application of your own that has the client SDK:",
                "  export WEBCHECK_KAFKA_BOOTSTRAP_SERVERS=" + kafka,
                "",
                "Logs: " + dataFolder.resolve("logs"),
                "Ctrl-C stops everything. What was recorded stays; `./webcheck reset` deletes it.");
    }
}
