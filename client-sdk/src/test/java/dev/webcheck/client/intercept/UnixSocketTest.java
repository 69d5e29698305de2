package dev.webcheck.client.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.Test;

class UnixSocketTest {

    @Test
    void a_relative_path_and_the_absolute_one_are_the_same_socket() {
        Path relative = Path.of("run", "a.sock");
        assertThat(of(relative)).isEqualTo(of(relative.toAbsolutePath()));
    }

    @Test
    void what_no_event_can_hold_is_replaced_in_the_address() {
        assertThat(of(Path.of("/run/bell\u0007_and_smile\uD83D\uDE00.sock")).address())
                .isEqualTo("/run/bell__and_smile__.sock");
    }

    private static UnixSocket of(Path path) {
        return Objects.requireNonNull(UnixSocket.of(new HttpRoute(new HttpHost("localhost", 80), path)));
    }
}
