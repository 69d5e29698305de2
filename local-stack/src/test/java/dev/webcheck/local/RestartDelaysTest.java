package dev.webcheck.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartDelaysTest {

    private static final Duration SHORT = Duration.ofSeconds(2);

    private final RestartDelays delays = new RestartDelays();

    @Test
    void each_wait_is_twice_as_long_and_after_five_it_is_enough() {
        assertThat(delays.afterARunOf(SHORT)).hasValue(1);
        assertThat(delays.afterARunOf(SHORT)).hasValue(2);
        assertThat(delays.afterARunOf(SHORT)).hasValue(4);
        assertThat(delays.afterARunOf(SHORT)).hasValue(8);
        assertThat(delays.afterARunOf(SHORT)).hasValue(16);
        assertThat(delays.afterARunOf(SHORT)).isEmpty();
    }

    @Test
    void a_run_of_a_minute_starts_afresh() {
        delays.afterARunOf(SHORT);
        delays.afterARunOf(SHORT);

        assertThat(delays.afterARunOf(Duration.ofMinutes(1))).hasValue(1);
    }
}
