package dev.webcheck.query.request;

import dev.webcheck.query.parameter.Cursor;
import dev.webcheck.store.read.request.SlowestPosition;
import java.util.Optional;
import java.util.UUID;

/** In which order a list is read, and from where on. */
sealed interface ListStart {

    /** The position as text that clients pass on without reading it; empty at the start of the list. */
    Optional<String> cursor();

    /**
     * Newest first.
     *
     * @param below only ids below this one
     */
    record Newest(Optional<UUID> below) implements ListStart {

        static Newest below(UUID id) {
            return new Newest(Optional.of(id));
        }

        @Override
        public Optional<String> cursor() {
            return below.map(Cursor::encode);
        }
    }

    /**
     * Slowest first.
     *
     * @param below only what comes after this position
     */
    record Slowest(Optional<SlowestPosition> below) implements ListStart {

        static Slowest below(SlowestPosition position) {
            return new Slowest(Optional.of(position));
        }

        @Override
        public Optional<String> cursor() {
            return below.map(SlowestCursor::encode);
        }
    }
}
