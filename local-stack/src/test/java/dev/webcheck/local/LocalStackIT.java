package dev.webcheck.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start of all parts, with samples in the place of the services. */
class LocalStackIT {

    private final Path home;
    private final Path data;
    private final LocalPorts ports = LocalPorts.free();
    private final List<String> told = new ArrayList<>();
    private Runnable whenKafkaIsAwaited = () -> {};
    private Runnable whenKafkaIsThere = () -> {};
    private final LocalStack stack;
    private @Nullable String homeBefore;

    LocalStackIT(@TempDir Path folder) {
        home = folder.resolve("home");
        data = folder.resolve("data");
        stack = LocalStack.of(LocalStackSettings.kept(data, ports).withProgress(new Told()));
    }

    @BeforeEach
    void build_the_samples() throws IOException {
        Path sample = SampleJar.in(home);
        for (Service service : Service.values()) {
            Path jar = service.jar(home);
            Files.createDirectories(jar.getParent());
            Files.copy(sample, jar);
        }
        homeBefore = System.setProperty(ProjectHome.PROPERTY, home.toString());
    }

    @AfterEach
    void leave_nothing_behind() {
        if (homeBefore == null) {
            System.clearProperty(ProjectHome.PROPERTY);
        } else {
            System.setProperty(ProjectHome.PROPERTY, homeBefore);
        }
        stack.close();
    }

    @Test
    void all_parts_are_there_and_told_one_after_the_other() throws Exception {
        stack.start();

        assertThat(told)
                .containsExactly(
                        "Kafka on port " + ports.kafka(),
                        "PostgreSQL on port " + ports.postgres(),
                        "worker-service on port " + ports.worker(),
                        "ingest-service on port " + ports.ingest(),
                        "query-service on port " + ports.query());
        assertThat(Ports.isTaken(ports.kafka())).isTrue();
        assertThat(Ports.isTaken(ports.postgres())).isTrue();
    }

    @Test
    void whoever_closes_it_while_the_servers_start_leaves_nothing_running() throws Exception {
        whenKafkaIsAwaited = stack::close;

        assertThatThrownBy(stack::start).isInstanceOf(LocalServerException.class);

        assertNothingRuns();
    }

    @Test
    void a_start_that_fails_once_a_server_is_there_leaves_nothing_running() throws Exception {
        whenKafkaIsThere = () -> {
            throw new LocalServerException("enough");
        };

        assertThatThrownBy(stack::start).hasMessage("enough");

        assertNothingRuns();
    }

    private void assertNothingRuns() throws InterruptedException {
        // They may find only now that the stack has been closed.
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("start-kafka") || thread.getName().equals("start-postgres")) {
                thread.join();
            }
        }
        assertThat(Ports.isTaken(ports.kafka())).isFalse();
        assertThat(Ports.isTaken(ports.postgres())).isFalse();
        assertThat(Ports.isTaken(ports.worker())).isFalse();
    }

    private final class Told implements Progress {

        @Override
        public void begun(String step) {
            if (step.startsWith("Kafka")) {
                whenKafkaIsAwaited.run();
            }
        }

        @Override
        public void done(String step, Duration took) {
            told.add(step);
            if (step.startsWith("Kafka")) {
                whenKafkaIsThere.run();
            }
        }
    }
}
