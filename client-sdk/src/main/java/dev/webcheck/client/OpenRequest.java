package dev.webcheck.client;

import dev.webcheck.event.EndOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A request whose end is awaited. The first of the ends that it is told counts. Nothing here throws.
 *
 * <p>This class is threadsafe.
 */
final class OpenRequest {

    private final RequestRecorder recorder;
    private final long startNanos = System.nanoTime();
    private final AtomicBoolean ended = new AtomicBoolean();

    /** Null while it is being admitted. */
    private volatile @Nullable UUID id;

    OpenRequest(RequestRecorder recorder) {
        this.recorder = recorder;
    }

    void identify(UUID newId) {
        id = newId;
    }

    Optional<UUID> id() {
        return Optional.ofNullable(id);
    }

    /** The whole response is there. A status that no response can have is a broken protocol. */
    void completed(int status) {
        if (status >= 100 && status <= 999) {
            end(EndOutcome.COMPLETED, OptionalInt.of(status), Optional.empty());
        } else {
            end(EndOutcome.FAILED, OptionalInt.empty(), Optional.of(ErrorType.PROTOCOL));
        }
    }

    void failed(Failure failure, OptionalInt status) {
        end(failure.outcome(), status, failure.errorType());
    }

    /** Nobody can read or close the response any more. */
    void abandoned(int status) {
        end(EndOutcome.ABANDONED, OptionalInt.of(status), Optional.empty());
    }

    private void end(EndOutcome outcome, OptionalInt status, Optional<ErrorType> errorType) {
        if (ended.compareAndSet(false, true)) {
            Duration duration = Duration.ofNanos(Math.max(0, System.nanoTime() - startNanos));
            recorder.end(this, outcome, duration, status, errorType);
        }
    }
}
