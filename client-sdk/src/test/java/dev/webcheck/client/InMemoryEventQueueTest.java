package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.event.Event;
import dev.webcheck.event.InstanceHeartbeat;
import dev.webcheck.event.InstanceStopped;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class InMemoryEventQueueTest {

    private final InMemoryEventQueue queue = new InMemoryEventQueue(4);

    @Test
    void a_begin_that_has_no_room_for_its_end_is_refused() {
        assertThat(queue.admit(Events.begin())).isTrue();
        assertThat(queue.admit(Events.begin())).isTrue();
        assertThat(queue.admit(Events.begin())).isFalse();
        assertThat(queue.pending()).isEqualTo(2);
    }

    @Test
    void an_odd_place_is_not_enough_for_two() {
        InMemoryEventQueue odd = new InMemoryEventQueue(3);
        assertThat(odd.admit(Events.begin())).isTrue();
        assertThat(odd.admit(Events.begin())).isFalse();
    }

    @Test
    void the_end_of_an_admitted_begin_has_its_place_in_a_full_queue() {
        RequestBegin first = Events.begin();
        RequestBegin second = Events.begin();
        queue.admit(first);
        queue.admit(second);
        queue.end(Events.end(second));
        queue.end(Events.end(first));
        assertThat(queue.oldest(9)).containsExactly(first, second, Events.end(second), Events.end(first));
    }

    @Test
    void the_room_of_a_published_begin_is_free_but_not_that_of_its_end() {
        queue.admit(Events.begin());
        queue.admit(Events.begin());
        queue.removeOldest(1);
        assertThat(queue.admit(Events.begin())).isFalse();
        queue.removeOldest(1);
        assertThat(queue.admit(Events.begin())).isTrue();
    }

    @Test
    void signs_get_into_a_full_queue_in_their_order() {
        RequestBegin first = Events.begin();
        RequestBegin second = Events.begin();
        queue.admit(first);
        queue.admit(second);
        queue.beat(Events.heartbeat(1));
        queue.end(Events.end(first));
        queue.stop(Events.stopped(2));
        assertThat(queue.oldest(9)).hasSize(5);
        assertThat(queue.oldest(9).get(2)).isInstanceOf(InstanceHeartbeat.class);
        assertThat(queue.oldest(9).get(4)).isInstanceOf(InstanceStopped.class);
    }

    @Test
    void too_many_waiting_heartbeats_are_refused_but_the_stop_is_not() {
        for (int i = 1; i <= InMemoryEventQueue.WAITING_HEARTBEATS; i++) {
            assertThat(queue.beat(Events.heartbeat(i))).isTrue();
        }
        assertThat(queue.beat(Events.heartbeat(99))).isFalse();
        queue.removeOldest(1);
        assertThat(queue.beat(Events.heartbeat(100))).isTrue();
        queue.stop(Events.stopped(101));
        assertThat(queue.pending()).isEqualTo(InMemoryEventQueue.WAITING_HEARTBEATS + 1);
    }

    @Test
    void after_the_stop_nothing_is_taken() {
        RequestBegin open = Events.begin();
        queue.admit(open);
        queue.stop(Events.stopped(1));
        queue.stop(Events.stopped(2));
        queue.end(Events.end(open));
        assertThat(queue.admit(Events.begin())).isFalse();
        assertThat(queue.beat(Events.heartbeat(3))).isFalse();
        assertThat(queue.pending()).isEqualTo(2);
    }

    @Test
    void looking_at_the_oldest_removes_nothing() {
        RequestBegin first = Events.begin();
        queue.admit(first);
        queue.admit(Events.begin());
        assertThat(queue.oldest(1)).containsExactly(first);
        assertThat(queue.oldest(1)).containsExactly(first);
    }

    @Test
    void under_many_threads_each_admitted_begin_is_followed_by_its_end_and_the_bound_holds() throws Exception {
        int capacity = 64;
        InMemoryEventQueue shared = new InMemoryEventQueue(capacity);
        AtomicInteger admitted = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> producers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            producers.add(threads.submit(producer(shared, admitted)));
        }

        Set<UUID> open = new HashSet<>();
        int ends = 0;
        while (shared.pending() > 0 || !producers.stream().allMatch(Future::isDone)) {
            shared.await(Duration.ofMillis(1));
            List<Event> batch = shared.oldest(ThreadLocalRandom.current().nextInt(1, 20));
            assertThat(shared.pending()).isLessThanOrEqualTo(capacity);
            for (Event event : batch) {
                if (event instanceof RequestBegin begin) {
                    open.add(begin.id());
                } else if (event instanceof RequestCompleted completed) {
                    assertThat(open.remove(completed.id())).isTrue();
                    ends++;
                }
            }
            shared.removeOldest(batch.size());
        }
        for (Future<?> producer : producers) {
            producer.get();
        }
        threads.shutdown();

        assertThat(open).isEmpty();
        assertThat(ends).isEqualTo(admitted.get()).isPositive();
        assertThat(roomLeft(shared)).isEqualTo(capacity / 2);
    }

    private static Callable<Integer> producer(InMemoryEventQueue shared, AtomicInteger admitted) {
        return () -> {
            for (int i = 0; i < 20_000; i++) {
                RequestBegin begin = Events.begin();
                if (shared.admit(begin)) {
                    admitted.incrementAndGet();
                    if (i % 3 == 0) {
                        LockSupport.parkNanos(1);
                    }
                    shared.end(Events.end(begin));
                }
            }
            return 0;
        };
    }

    private static int roomLeft(InMemoryEventQueue queue) {
        int begins = 0;
        while (queue.admit(Events.begin())) {
            begins++;
        }
        return begins;
    }
}
