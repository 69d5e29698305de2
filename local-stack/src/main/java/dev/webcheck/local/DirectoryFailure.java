package dev.webcheck.local;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Knows why Kafka cannot use its directory any more, a full disk mostly: it logs that, and ends its process without a word. */
final class DirectoryFailure extends Handler {

    static final String LOGGER = "org.apache.kafka.storage.internals.log.LogDirFailureChannel";

    /** A logger that nobody holds forgets its handlers. */
    private static final Logger KAFKA = Logger.getLogger(LOGGER);

    private final AtomicReference<@Nullable String> first = new AtomicReference<>();

    private DirectoryFailure() {}

    /** Starts to listen to the brokers of this process. */
    static DirectoryFailure listen() {
        DirectoryFailure failure = new DirectoryFailure();
        KAFKA.addHandler(failure);
        return failure;
    }

    /** What went wrong first; the rest follows from it. */
    Optional<String> first() {
        return Optional.ofNullable(first.get());
    }

    @Override
    public void publish(LogRecord line) {
        if (line.getLevel().intValue() >= Level.SEVERE.intValue()) {
            Throwable thrown = line.getThrown();
            first.compareAndSet(
                    null,
                    thrown == null || thrown.getMessage() == null
                            ? line.getMessage()
                            : thrown.getMessage() + " (" + line.getMessage() + ")");
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        KAFKA.removeHandler(this);
    }
}
