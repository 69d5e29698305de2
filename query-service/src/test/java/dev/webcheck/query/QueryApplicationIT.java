package dev.webcheck.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process of the service, as it is run out of its jar. */
class QueryApplicationIT {

    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^ ]+:([0-9]+)");

    @Test
    void it_looks_at_addresses_itself(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("query.log");
        Process service = start(log);
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> port(log).isPresent());

            assertThat(PlainHttp.exchange(
                            port(log).orElseThrow(),
                            "GET /api/v1/requests?text=a|b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 400")
                    .contains("'|' has to be written as %7C");
        } finally {
            service.destroyForcibly();
        }
    }

    private static Process start(Path log) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dquarkus.http.port=0",
                        "-jar",
                        "target/quarkus-app/quarkus-run.jar")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static Optional<Integer> port(Path log) throws IOException {
        return LISTENING
                .matcher(Files.readString(log))
                .results()
                .map((MatchResult found) -> Integer.valueOf(found.group(1)))
                .findFirst();
    }
}
