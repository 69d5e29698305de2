package dev.webcheck.query.admission;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A number of places, given in the order in which they are asked for. Who waits for one holds no thread. This class is threadsafe. */
final class Places {

    private final Queue<CompletableFuture<Lease>> waiting = new ArrayDeque<>();
    private int free;

    Places(int number) {
        this.free = number;
    }

    /**
     * Takes a place.
     *
     * @param most how long to wait for it; zero if not at all
     * @return the place; fails with {@link TimeoutException} if there is none in time
     */
    CompletionStage<Lease> take(Duration most) {
        CompletableFuture<Lease> place = new CompletableFuture<>();
        synchronized (this) {
            if (free > 0) {
                free--;
                place.complete(new Lease(this::giveBack));
                return place;
            }
            waiting.add(place);
        }
        return place.orTimeout(most.toNanos(), TimeUnit.NANOSECONDS).whenComplete((lease, timeout) -> {
            if (timeout != null) {
                forgetTimeouts();
            }
        });
    }

    private synchronized void forgetTimeouts() {
        waiting.removeIf(CompletableFuture::isDone);
    }

    private void giveBack() {
        Lease lease = new Lease(this::giveBack);
        CompletableFuture<Lease> next;
        do {
            next = nextOrFree();
        } while (next != null && !next.complete(lease));
    }

    private synchronized @Nullable CompletableFuture<Lease> nextOrFree() {
        CompletableFuture<Lease> next = waiting.poll();
        if (next == null) {
            free++;
        }
        return next;
    }
}
