package dev.webcheck.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class TickWriterTest {

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final OwnedPartitions owned = new OwnedPartitions();
    private final Sent sent = new Sent();
    private final TickWriter writer = new TickWriter(owned, sent.emitter(), metrics);

    @Test
    void a_round_of_ticks_ends_when_the_broker_has_taken_or_refused_each_of_them() {
        owned.add(this, Set.of(2, 5));
        CompletableFuture<Void> round = CompletableFuture.runAsync(writer::tick);
        await().atMost(Duration.ofSeconds(30)).until(() -> sent.records().size() == 2);
        assertThat(sent.records()).extracting(ProducerRecord::partition).containsExactlyInAnyOrder(2, 5);
        sent.refuse(0, new TimeoutException("too late"));
        await().during(Duration.ofMillis(50)).until(() -> !round.isDone());

        sent.acknowledge(1);
        await().untilAsserted(() -> assertThat(round).isCompleted());
        assertThat(ticks("written")).isEqualTo(1);
        assertThat(ticks("failed")).isEqualTo(1);
    }

    @Test
    void without_partitions_there_is_no_tick() {
        writer.tick();

        assertThat(sent.records()).isEmpty();
    }

    @Test
    void a_stop_waits_for_ticks_that_are_under_way_and_no_others_follow() {
        owned.add(this, Set.of(0));
        CompletableFuture<Void> round = CompletableFuture.runAsync(writer::tick);
        await().atMost(Duration.ofSeconds(30)).until(() -> sent.records().size() == 1);
        CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> finish(Duration.ofMinutes(1)));
        await().during(Duration.ofMillis(50)).until(() -> !stop.isDone());

        sent.acknowledge(0);
        await().untilAsserted(() -> assertThat(stop).isCompleted());
        await().untilAsserted(() -> assertThat(round).isCompleted());
        writer.tick();
        assertThat(sent.records()).hasSize(1);
    }

    @Test
    void a_stop_does_not_wait_for_ever() {
        owned.add(this, Set.of(0));
        CompletableFuture<Void> round = CompletableFuture.runAsync(writer::tick);
        await().atMost(Duration.ofSeconds(30)).until(() -> sent.records().size() == 1);

        finish(Duration.ofMillis(1));

        assertThat(round).isNotDone();
        sent.acknowledge(0);
        await().untilAsserted(() -> assertThat(round).isCompleted());
    }

    private void finish(Duration most) {
        try {
            writer.finish(most);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private double ticks(String result) {
        return metrics.counter("webcheck.worker.ticks", "result", result).count();
    }
}
