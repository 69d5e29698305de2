package dev.webcheck.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.store.read.request.RequestFilter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import net.jqwik.api.Example;

class LiveListenerTest {

    private static final long QUIET = LiveListener.QUIET.toNanos();

    private final FakeSink sink = new FakeSink();
    private final LiveListener listener = new LiveListener(RequestFilter.EVERYTHING, Optional.empty(), sink, 0);

    @Example
    void while_nothing_happens_a_comment_moves_the_cursor_on_now_and_then() {
        assertThat(listener.tell(List.of(), true, "a", "b", QUIET - 1)).isTrue();
        assertThat(listener.tell(List.of(), true, "b", "c", QUIET)).isTrue();
        assertThat(listener.tell(List.of(), true, "c", "d", QUIET + 1)).isTrue();

        assertThat(sink.written).containsExactly(": nothing new\nid: c\n\n");
    }

    @Example
    void while_nothing_can_be_told_a_comment_keeps_the_cursor() {
        assertThat(listener.keepAlive(QUIET - 1)).isTrue();
        assertThat(listener.keepAlive(QUIET)).isTrue();

        assertThat(sink.written).containsExactly(": waiting\n\n");
    }

    @Example
    void that_something_is_left_out_is_told() {
        listener.tell(List.of(), false, "a", "b", 1);

        assertThat(sink.written).containsExactly("event: gap\nid: a\ndata: {}\n\n");
    }

    @Example
    void who_does_not_take_what_was_sent_is_too_slow() {
        int told = 0;
        while (listener.keepAlive(QUIET * ++told) && told < 1_000_000) {}

        assertThat(told * ": waiting\n\n".length()).isGreaterThan((int) LiveListener.MOST_ON_THEIR_WAY);
        sink.taken.complete(null);
        assertThat(listener.keepAlive(QUIET * (told + 1L))).isTrue();
    }

    private static final class FakeSink implements LiveListener.Sink {

        private final List<String> written = new ArrayList<>();
        private final CompletableFuture<Void> taken = new CompletableFuture<>();

        @Override
        public CompletionStage<?> write(byte[] text) {
            written.add(new String(text, StandardCharsets.UTF_8));
            return taken;
        }

        @Override
        public void close() {}
    }
}
