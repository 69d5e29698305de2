package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestPhase;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.TimeValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The interrupt of a virtual thread closes the socket that it waits for. */
class VirtualThreadsIT {

    private static final String NONE = "The tests of virtual threads were NOT RUN: this JDK has none.";

    private final Recording recording = new Recording();

    @BeforeEach
    void find() {
        if (VirtualThreads.find().isEmpty()) {
            System.out.println(NONE);
        }
        assumeTrue(VirtualThreads.find().isPresent(), NONE);
    }

    @AfterEach
    void close() {
        recording.close();
    }

    @Test
    void an_interrupted_request_over_tls_is_cancelled() throws Exception {
        try (TestServer secure = TestServer.start(TestTls.context())) {
            interrupt(
                    HttpClients.custom()
                            .disableAutomaticRetries()
                            .setConnectionManager(TlsPools.trusting().build()),
                    secure);
            assertThat(recording.awaitCancelled().errorType()).isEmpty();
        }
    }

    /** HttpClient takes the closed socket for a failure that it may try again, but its thread is still interrupted. */
    @Test
    void an_interrupted_request_is_cancelled_in_each_of_its_tries() throws Exception {
        try (TestServer server = TestServer.start()) {
            interrupt(
                    HttpClients.custom()
                            .setRetryStrategy(new DefaultHttpRequestRetryStrategy(3, TimeValue.ZERO_MILLISECONDS)),
                    server);
            await().until(() ->
                    recording.counters().ended() == recording.counters().begun());
            List<RequestCompleted> ends =
                    recording.awaitEnds((int) recording.counters().begun());
            assertThat(ends).isNotEmpty().allSatisfy(end -> assertThat(end.outcome())
                    .isEqualTo(EndOutcome.CANCELLED));
            assertThat(ends.get(0).exchange().phase()).contains(RequestPhase.AWAITING);
            assertThat(ends.stream().skip(1))
                    .allSatisfy(end -> assertThat(end.exchange().phase()).contains(RequestPhase.LEASING));
        }
    }

    private void interrupt(HttpClientBuilder builder, TestServer server) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        try (CloseableHttpClient client =
                recording.webcheck().instrument(builder).build()) {
            Thread thread = VirtualThreads.find().orElseThrow().start(() -> {
                try {
                    client.execute(
                            new HttpGet(server.url("/held")), response -> EntityUtils.toString(response.getEntity()));
                } catch (IOException | CancellationException e) {
                    // Seen in its record. An interrupted thread that leases a connection gets the latter.
                } finally {
                    done.complete(null);
                }
            });
            server.awaitHeld();
            thread.interrupt();
            done.get();
        }
    }
}
