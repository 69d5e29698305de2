package dev.webcheck.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webcheck.client.compact.BeginRecord;
import dev.webcheck.client.compact.EndRecord;
import dev.webcheck.client.journal.FailingJournals;
import dev.webcheck.client.journal.JournalSettings;
import dev.webcheck.client.publish.FakePublisher;
import dev.webcheck.client.record.Instance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What applications notice of a journal that fails: nothing. */
class BrokenJournalIT {

    /** More than the start and one request have. */
    private static final int ACCESSES = 60;

    private final TestServer server = TestServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    private interface Client extends AutoCloseable {
        int send() throws Exception;

        @Override
        void close() throws IOException;
    }

    private interface Making {
        Client of(Webcheck webcheck);
    }

    @Test
    void whatever_access_fails_a_classic_client_works_and_records_again() throws Exception {
        whateverAccessFails(webcheck -> {
            CloseableHttpClient client =
                    webcheck.instrument(HttpClients.custom()).build();
            return new Client() {
                @Override
                public int send() throws Exception {
                    return client.execute(new HttpGet(server.url("/missing")), response -> {
                        EntityUtils.consume(response.getEntity());
                        return response.getCode();
                    });
                }

                @Override
                public void close() throws IOException {
                    client.close();
                }
            };
        });
    }

    @Test
    void whatever_access_fails_an_asynchronous_client_works_and_records_again() throws Exception {
        whateverAccessFails(webcheck -> {
            CloseableHttpAsyncClient client =
                    webcheck.instrument(HttpAsyncClients.custom()).build();
            client.start();
            return new Client() {
                @Override
                public int send() throws Exception {
                    return client.execute(
                                    SimpleRequestBuilder.get(server.url("/missing"))
                                            .build(),
                                    null)
                            .get(60, SECONDS)
                            .getCode();
                }

                @Override
                public void close() throws IOException {
                    client.close();
                }
            };
        });
    }

    private void whateverAccessFails(Making making) throws Exception {
        int failed = 0;
        for (int accesses = 0; accesses < ACCESSES; accesses += 1 + accesses / 20) {
            Instance instance = new Instance(UUID.randomUUID(), "test");
            FailingJournals failing = new FailingJournals(
                    new JournalSettings(
                            Path.of("nowhere"),
                            JournalSettings.LEAST_SIZE,
                            instance.id(),
                            instance.service(),
                            BeginRecord.LARGEST,
                            EndRecord.largest(false)),
                    () -> new InternalError("a fault occurred in an unsafe memory access operation"));
            FakePublisher publisher = new FakePublisher();
            Settings settings = Settings.from(SettingSources.none());
            Webcheck webcheck =
                    Webcheck.start(new RunningInstance(settings, instance, publisher, failing.journal()), instance);
            try (Client client = making.of(webcheck)) {
                failing.failAfter(accesses);
                assertThat(client.send()).isEqualTo(404);
                failing.failAfter(failing.hasFailed() ? 0 : Long.MAX_VALUE);
                if (failing.hasFailed()) {
                    failed++;
                    soon().until(() -> failing.journal().inMemoryBecause().isPresent());
                }
                long begun = webcheck.counters().begun();
                assertThat(client.send()).isEqualTo(404);
                soon().untilAsserted(() -> {
                    assertThat(webcheck.counters().begun()).isEqualTo(begun + 1);
                    assertThat(webcheck.counters().ended()).isEqualTo(begun + 1);
                    assertThat(webcheck.counters().pending()).isZero();
                });
            }
            webcheck.close();
            assertThat(webcheck.counters().unrecorded()).isLessThanOrEqualTo(1);
        }
        assertThat(failed).isPositive();
    }

    /** There are many of these waits. */
    private static ConditionFactory soon() {
        return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
    }

    /** The JVM lives through some accesses in compiled code only. */
    @ParameterizedTest
    @CsvSource({"4096, 2000, -Xmixed", "1500000, 2000, -Xmixed", "4096, 50, -Xint"})
    void an_application_whose_journal_is_cut_short_under_load_notices_nothing(
            long size, int requests, String compiling, @TempDir Path directory) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        compiling,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ForkedLoad.class.getName(),
                        directory.toString(),
                        Long.toString(size),
                        Integer.toString(requests))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(lines).contains("failures 0", "later 150 open 0").last().isEqualTo("closed");
            assertThat(process.waitFor(60, SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
