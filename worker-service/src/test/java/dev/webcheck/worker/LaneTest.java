package dev.webcheck.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneTest {

    private final CountDownLatch go = new CountDownLatch(1);
    private final List<Batch> batches = new ArrayList<>();
    private final AtomicReference<Throwable> bug = new AtomicReference<>();
    private Lane lane = Lane.open("lane", this::handle, bug::set);

    private void handle(Batch batch, Runnable movesOn) throws InterruptedException {
        go.await();
        synchronized (batches) {
            batches.add(batch);
        }
    }

    @AfterEach
    void close() throws InterruptedException {
        lane.close();
        lane.awaitEnd(Duration.ofMillis(10));
    }

    @Test
    void what_arrives_while_a_batch_is_in_work_makes_the_next_one_in_its_order() {
        lane.add(records(0, 0, 1));
        await().until(() -> lane.state().busy());
        lane.add(records(0, 1, 3));
        lane.add(records(2, 7, 8));
        lane.add(records(0, 3, 4));
        go.countDown();

        await().until(() -> handled() == 2);
        assertThat(batches.get(1).records())
                .extracting(each -> each.partition() + "@" + each.offset())
                .containsExactly("0@1", "0@2", "2@7", "0@3");
        assertThat(batches.get(1).spans().get(0))
                .extracting(Batch.Span::first, Batch.Span::last)
                .containsExactly(1L, 3L);
    }

    @Test
    void a_batch_has_a_bound_and_a_lane_with_so_many_records_is_full() {
        lane.add(records(0, 0, 1));
        await().until(() -> lane.state().busy());
        lane.add(records(0, 1, Lane.MOST_IN_A_BATCH));
        assertThat(lane.isFull()).isFalse();
        lane.add(records(0, Lane.MOST_IN_A_BATCH, Lane.MOST_IN_A_BATCH + 2));
        assertThat(lane.isFull()).isTrue();
        go.countDown();

        await().until(() -> handled() == 3);
        assertThat(batches).extracting(batch -> batch.records().size()).containsExactly(1, Lane.MOST_IN_A_BATCH, 1);
        assertThat(lane.isFull()).isFalse();
    }

    @Test
    void large_records_make_small_batches() {
        lane.add(records(0, 0, 1));
        await().until(() -> lane.state().busy());
        ConsumerRecord<byte[], byte[]> large = ofSize(Lane.MOST_BYTES_IN_A_BATCH / 2);
        lane.add(List.of(large));
        assertThat(lane.isFull()).isFalse();
        lane.add(List.of(large, large));
        assertThat(lane.isFull()).isTrue();
        go.countDown();

        await().until(() -> handled() == 3);
        assertThat(batches).extracting(batch -> batch.records().size()).containsExactly(1, 2, 1);
        assertThat(lane.isFull()).isFalse();
    }

    @Test
    void partitions_that_another_worker_has_now_are_forgotten() {
        lane.add(records(0, 0, 1));
        await().until(() -> lane.state().busy());
        lane.add(records(1, 0, 5));
        lane.add(records(3, 0, 1));
        lane.drop(Set.of(1));
        go.countDown();

        await().until(() -> handled() == 2);
        assertThat(batches.get(1).spans().keySet()).containsExactly(3);
    }

    @Test
    void a_closed_lane_ends_the_batch_in_work_and_begins_no_other() throws InterruptedException {
        lane.add(records(0, 0, 1));
        await().until(() -> lane.state().busy());
        lane.add(records(0, 1, 2));
        lane.close();
        go.countDown();
        lane.awaitEnd(Duration.ofSeconds(10));

        assertThat(handled()).isEqualTo(1);
        assertThat(bug.get()).isNull();
    }

    @Test
    void a_batch_that_is_stored_in_parts_moves_on_with_each() throws InterruptedException {
        lane.close();
        CountDownLatch begun = new CountDownLatch(1);
        lane = Lane.open(
                "lane",
                (batch, movesOn) -> {
                    begun.countDown();
                    go.await();
                    movesOn.run();
                    new CountDownLatch(1).await();
                },
                bug::set);
        lane.add(records(0, 0, 1));
        begun.await();
        Lane.State before = lane.state();
        go.countDown();

        await().until(() -> lane.state().since().isAfter(before.since()));
        assertThat(lane.state().busy()).isTrue();
    }

    @Test
    void a_bug_is_told() {
        IllegalStateException broken = new IllegalStateException("broken");
        lane.close();
        lane = Lane.open(
                "lane",
                (batch, movesOn) -> {
                    throw broken;
                },
                bug::set);

        lane.add(records(0, 0, 1));

        await().until(() -> bug.get() == broken);
    }

    private int handled() {
        synchronized (batches) {
            return batches.size();
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(int partition, long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(offset -> new ConsumerRecord<>("topic", partition, offset, new byte[0], new byte[0]))
                .toList();
    }

    private static ConsumerRecord<byte[], byte[]> ofSize(int bytes) {
        return new ConsumerRecord<>(
                "topic",
                0,
                0,
                0,
                TimestampType.LOG_APPEND_TIME,
                0,
                bytes,
                new byte[0],
                new byte[0],
                new RecordHeaders(),
                Optional.empty());
    }
}
