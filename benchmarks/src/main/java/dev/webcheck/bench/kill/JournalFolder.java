package dev.webcheck.bench.kill;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A folder of journals, with the times at which applications were started on it.
 *
 * <p>This class is threadsafe.
 */
final class JournalFolder {

    private final Path path;
    private final List<Instant> starts = new CopyOnWriteArrayList<>();

    JournalFolder(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    void startedAt(Instant time) {
        starts.add(time);
    }

    boolean isStartedAfter(Instant time) {
        return starts.stream().anyMatch(start -> start.isAfter(time));
    }

    /** The start that told of what was found at a time; one that is killed at once may leave that to the next. */
    Optional<Instant> lastStartBefore(Instant time) {
        return starts.stream().filter(start -> start.isBefore(time)).max(Comparator.naturalOrder());
    }
}
