package dev.webcheck.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int KILLED = 128 + 9;

    private final Path folder;
    private @Nullable ServiceProcess service;

    ServiceProcessIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void leave_nothing_behind() {
        if (service != null) {
            service.kill();
        }
    }

    @Test
    void it_is_waited_for_until_it_says_that_it_is_ready() throws Exception {
        ServiceProcess waited = start(Map.of(SampleService.NOT_READY_TIMES, "2"));

        waited.awaitReady(LIMIT);

        assertThat(new ReadyProbe(waited.baseUri().resolve("/q/health/ready")).isReady())
                .isTrue();
    }

    @Test
    void one_that_never_gets_ready_is_given_up_with_its_last_answer() throws Exception {
        ServiceProcess never = start(Map.of(SampleService.NOT_READY_TIMES, "1000000"));

        assertThatThrownBy(() -> never.awaitReady(Duration.ofSeconds(3)))
                .isInstanceOf(LocalServerException.class)
                .hasMessageContaining("sample-service was not ready within 3 s")
                .hasMessageContaining("503");
    }

    @Test
    void one_that_ends_by_itself_is_told_with_the_end_of_its_log_but_no_stack_trace() throws Exception {
        ServiceProcess dying = start(Map.of(SampleService.END_WITH, "3"));

        assertThatThrownBy(() -> dying.awaitReady(LIMIT))
                .isInstanceOf(LocalServerException.class)
                .hasMessageContaining("sample-service ended by itself with exit code 3")
                .hasMessageContaining("sample cannot go on")
                .hasMessageNotContaining("\tat ");
    }

    @Test
    void stopping_lets_it_end_in_order() throws Exception {
        ServiceProcess orderly = start(Map.of());
        orderly.awaitReady(LIMIT);

        orderly.stop();

        assertThat(orderly.isRunning()).isFalse();
        assertThat(orderly.logFile()).content().contains("sample ended in order");
    }

    @Test
    void one_that_does_not_listen_is_killed_in_the_end() throws Exception {
        ServiceProcess deaf = start(Map.of(SampleService.DEAF, "true"));
        deaf.awaitReady(LIMIT);

        deaf.stop(Duration.ofSeconds(1));

        assertThat(deaf.isRunning()).isFalse();
        assertThat(deaf.ended().get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(KILLED);
    }

    @Test
    void a_killed_one_has_no_last_word_and_starts_again_at_the_same_place() throws Exception {
        ServiceProcess killed = start(Map.of());
        killed.awaitReady(LIMIT);
        long firstProcess = killed.process().pid();

        killed.kill();
        assertThat(killed.ended().get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(KILLED);
        assertThat(killed.logFile()).content().doesNotContain("ended in order");
        killed.restart();
        killed.awaitReady(LIMIT);

        assertThat(killed.process().pid()).isNotEqualTo(firstProcess);
        assertThat(killed.logFile()).content().containsSubsequence("sample started", "sample started");
    }

    private ServiceProcess start(Map<String, String> environment) throws IOException {
        service = ServiceProcess.start(new ServiceLaunch(
                "sample-service",
                SampleJar.in(folder),
                Ports.anyFree(),
                environment,
                List.of("-Xmx32m"),
                folder.resolve("logs/sample.log")));
        return service;
    }
}
