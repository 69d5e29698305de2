package dev.webcheck.bench.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SdkReportTest {

    private final Measurements measured = new Measurements();

    @Test
    void the_last_line_tells_what_each_adds_to_the_bare_client_of_the_same_round() {
        measure(Threads.ONE, 1_000, 0);
        measure(Threads.ONE, 2_000, 0);
        measure(Threads.FOUR, 5_000, 50);

        assertThat(new SdkReport(measured).text().lines().reduce((first, last) -> last))
                .hasValue("{\"bench\":\"sdk\","
                        + "\"addedNanos\":{\"webcheck\":100,\"otel\":200,\"brave\":300},"
                        + "\"addedBytes\":{\"webcheck\":10,\"otel\":20,\"brave\":30},"
                        + "\"lostShare\":{\"webcheck\":0.0000,\"otel\":0.0000,\"brave\":0.2500},"
                        + "\"fourThreads\":{"
                        + "\"addedNanos\":{\"webcheck\":100,\"otel\":200,\"brave\":300},"
                        + "\"addedBytes\":{\"webcheck\":60,\"otel\":120,\"brave\":180},"
                        + "\"lostShare\":{\"webcheck\":0.0000,\"otel\":0.0000,\"brave\":0.2500}}}");
    }

    @Test
    void times_of_a_busy_machine_are_marked() {
        measure(Threads.ONE, 1_000, 0);
        measure(Threads.ONE, 1_300, 0);
        measure(Threads.FOUR, 1_000, 0);

        assertThat(new SdkReport(measured).text())
                .containsOnlyOnce("Do not trust the times")
                .contains("differed by 26 %");
    }

    private void measure(Threads threads, double nanosOfBare, double moreBytes) {
        List<Tool> tools = List.of(Tool.BARE, Tool.WEBCHECK, Tool.OTEL, Tool.BRAVE);
        for (int n = 0; n < tools.size(); n++) {
            double arrived = tools.get(n) == Tool.BRAVE ? 0.75 : 1;
            measured.add(
                    threads,
                    tools.get(n),
                    new Measurement(nanosOfBare + 100 * n, 0, 7_000 + (10 + moreBytes) * n, 0, arrived));
        }
    }
}
