package dev.webcheck.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process of a worker that starts before what it needs. */
class StartIT {

    private static final Duration LONGEST = Duration.ofSeconds(40);

    private static final Pattern ADDRESS = Pattern.compile("Listening on: (http://\\S+)");

    @Test
    void it_waits_with_one_line_while_it_answers_for_its_health_and_stops_at_once(@TempDir Path folder)
            throws Exception {
        Path log = folder.resolve("worker.log");
        Process worker = start(log);
        try {
            await().atMost(LONGEST).until(() -> text(log).contains("Waiting for the broker at no.such.host:9092: "));
            await().atMost(LONGEST).until(() -> text(log).contains("Listening on: "));
            String health = address(log) + "/q/health/";
            RestAssured.get(health + "live").then().statusCode(200);
            RestAssured.get(health + "ready")
                    .then()
                    .statusCode(503)
                    .body(containsString("waiting for the broker at no.such.host:9092"));
            // it tries again meanwhile, without a word
            assertThat(worker.waitFor(2, TimeUnit.SECONDS)).isFalse();
            worker.destroy();

            assertThat(worker.waitFor(5, TimeUnit.SECONDS)).isTrue();
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

    private static String address(Path log) throws IOException {
        Matcher told = ADDRESS.matcher(text(log));
        assertThat(told.find()).isTrue();
        return told.group(1);
    }

    private static String text(Path log) throws IOException {
        return Files.readString(log, StandardCharsets.UTF_8);
    }
}
