package dev.webcheck.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class UnderwayTest {

    @Test
    void it_is_done_beside_whoever_started_it_and_waited_for() {
        CountDownLatch started = new CountDownLatch(1);
        AtomicBoolean done = new AtomicBoolean();

        Underway work = Underway.start("work", () -> {
            awaitUninterrupted(started);
            done.set(true);
        });
        started.countDown();
        work.await();

        assertThat(done).isTrue();
    }

    @Test
    void what_it_throws_reaches_whoever_waits() {
        Underway work = Underway.start("work", () -> {
            throw new LocalServerException("the port is taken");
        });

        assertThatThrownBy(work::await).isInstanceOf(LocalServerException.class).hasMessage("the port is taken");
    }

    @Test
    void an_error_is_named_with_the_work() {
        Underway work = Underway.start("start-kafka", () -> {
            throw new NoClassDefFoundError("kafka/Kafka");
        });

        assertThatThrownBy(work::await)
                .isInstanceOf(LocalServerException.class)
                .hasMessageContaining("start-kafka")
                .hasMessageContaining("kafka/Kafka");
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
