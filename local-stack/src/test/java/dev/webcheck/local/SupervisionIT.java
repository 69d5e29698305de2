package dev.webcheck.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisionIT {

    private final Heard heard = new Heard();

    @Test
    void a_service_that_dies_is_told_of_and_started_again(@TempDir Path folder) throws Exception {
        try (ServiceProcess service = start(folder);
                Supervision supervision = new Supervision(heard, new ProcessRecord(folder))) {
            service.awaitReady(Duration.ofSeconds(30));
            supervision.keepRunning(service);

            service.process().destroyForcibly();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(heard.words).hasSize(2).satisfies(words -> {
                        assertThat(words.get(0)).contains("sample-service ended by itself", "137", "again in 1 s");
                        assertThat(words.get(1)).isEqualTo("sample-service restarted");
                    }));
            assertThat(service.isRunning()).isTrue();
        }
    }

    @Test
    void one_that_was_stopped_after_the_supervision_ended_stays_stopped(@TempDir Path folder) throws Exception {
        try (ServiceProcess service = start(folder)) {
            try (Supervision supervision = new Supervision(heard, new ProcessRecord(folder))) {
                supervision.keepRunning(service);
            }
            service.kill();

            assertThat(service.ended()).succeedsWithin(Duration.ofSeconds(5));
            assertThat(heard.words).isEmpty();
        }
    }

    @Test
    void the_end_of_what_cannot_be_started_again_is_told(@TempDir Path folder) {
        try (Supervision supervision = new Supervision(heard, new ProcessRecord(folder))) {
            supervision.giveUpAfter(CompletableFuture.completedFuture("Kafka gave up."));

            assertThat(heard.words).containsExactly("gave up: Kafka gave up.");
        }
    }

    private static ServiceProcess start(Path folder) throws Exception {
        return ServiceProcess.start(new ServiceLaunch(
                "sample-service",
                SampleJar.in(folder),
                Ports.anyFree(),
                Map.of(),
                List.of("-Xmx32m"),
                folder.resolve("sample.log")));
    }

    private static final class Heard implements Supervisor {

        private final List<String> words = new CopyOnWriteArrayList<>();

        @Override
        public void willRestart(String message, long seconds) {
            words.add(message + " again in " + seconds + " s");
        }

        @Override
        public void restarted(String name) {
            words.add(name + " restarted");
        }

        @Override
        public void gaveUp(String message) {
            words.add("gave up: " + message);
        }
    }
}
