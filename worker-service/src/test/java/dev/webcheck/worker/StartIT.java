package dev.webcheck.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process of a worker that starts before what it needs. */
class StartIT {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    @Test
    void it_waits_with_one_line_answers_how_it_fares_and_stops_at_once(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("worker.log");
        Process worker = start(log);
        try {
            await().atMost(LONGEST)
                    .until(() -> text(log).contains("Waiting for the broker at no.such.host:9092: ")
                            && text(log).contains("Listening on: "));
            String address = text(log)
                    .lines()
                    .filter(line -> line.contains("Listening on: "))
                    .map(line -> line.replaceFirst(".*Listening on: (http://[^ ]+).*", "$1"))
                    .findFirst()
                    .orElseThrow();
            assertThat(RestAssured.get(address + "/q/health/live").statusCode()).isEqualTo(200);
            assertThat(RestAssured.get(address + "/q/health/started").statusCode())
                    .isEqualTo(200);
            var ready = RestAssured.get(address + "/q/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.asString()).contains("waiting for the broker at no.such.host:9092");
            // it tries again meanwhile, without a word
            assertThat(worker.waitFor(2, TimeUnit.SECONDS)).isFalse();
            worker.destroy();

            assertThat(worker.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(worker.exitValue()).isEqualTo(143);
            assertThat(text(log)).containsOnlyOnce("Waiting for").doesNotContain("\tat ", "Exception");
        } finally {
            worker.destroyForcibly();
        }
    }

    private static Process start(Path log) throws IOException {
        ProcessBuilder worker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        "target/quarkus-app/quarkus-run.jar")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        worker.environment().put("KAFKA_BOOTSTRAP_SERVERS", "no.such.host:9092");
        worker.environment().put("QUARKUS_HTTP_PORT", "0");
        return worker.start();
    }

    private static String text(Path log) throws IOException {
        return Files.readString(log, StandardCharsets.UTF_8);
    }
}
