package dev.webcheck.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.query.request.RecordedRequests;
import dev.webcheck.store.read.request.RequestFilter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
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
        listener.tell(telling(1, 0, "a", "b"), QUIET - 1);
        listener.tell(telling(2, 0, "b", "c"), QUIET);
        listener.tell(telling(3, 0, "c", "d"), QUIET + 1);

        assertThat(sink.written).containsExactly(": nothing new\nid: c\n\n");
    }

    @Example
    void while_nothing_can_be_told_a_comment_keeps_the_cursor() {
        listener.keepAlive(QUIET - 1);
        listener.keepAlive(QUIET);

        assertThat(sink.written).containsExactly(": waiting\n\n");
    }

    @Example
    void that_something_is_left_out_is_told() {
        listener.tell(new LiveTelling(1, List.of(), false, "a", "b"), 1);

        assertThat(sink.written).containsExactly("event: gap\nid: a\ndata: {}\n\n");
    }

    @Example
    void the_last_event_of_a_telling_has_the_cursor_of_its_end() {
        listener.tell(telling(1, 3, "a", "b"), 1);

        assertThat(ids()).containsExactly("a", "a", "b");
    }

    @Example
    void who_does_not_take_a_piece_is_sent_no_other_and_is_told_all_once_it_does() {
        listener.tell(telling(1, 1_000, "a", "b"), 1);
        listener.tell(telling(2, 1, "b", "c"), 2);
        listener.keepAlive(3 * QUIET);

        assertThat(sink.written).hasSize(1);
        assertThat(sink.written.get(0).length()).isBetween(LiveListener.PIECE, LiveListener.PIECE + 1_000);
        assertThat(listener.isAt()).hasValue(1);

        while (sink.written.size() > sink.taken) {
            sink.take();
        }

        assertThat(ids()).hasSize(1_001).endsWith("b", "c");
        assertThat(listener.isAt()).isEmpty();
    }

    @Example
    void who_is_disconnected_holds_nothing() {
        listener.tell(telling(1, 1_000, "a", "b"), 1);
        listener.close();

        assertThat(listener.isAt()).isEmpty();
    }

    private List<String> ids() {
        return String.join("", sink.written)
                .lines()
                .filter(line -> line.startsWith("id: "))
                .map(line -> line.substring(4))
                .toList();
    }

    private static LiveTelling telling(long number, int events, String start, String end) {
        LiveEvent event = new LiveEvent(
                RecordedRequests.inFlight(), RecordedRequests.mapper().writer());
        return new LiveTelling(number, Collections.nCopies(events, event), true, start, end);
    }

    private static final class FakeSink implements LiveListener.Sink {

        private final List<String> written = new ArrayList<>();
        private CompletableFuture<Void> last = new CompletableFuture<>();
        private int taken;

        @Override
        public CompletionStage<?> write(byte[] text) {
            written.add(new String(text, StandardCharsets.UTF_8));
            last = new CompletableFuture<>();
            return last;
        }

        void take() {
            taken++;
            last.complete(null);
        }

        @Override
        public void close() {}
    }
}
