package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.client.publish.FakePublisher;
import dev.webcheck.client.record.Instance;
import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.Event;
import dev.webcheck.event.InstanceStopped;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;

/** A Webcheck, and all that it has published, within the process. */
final class Recording implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final FakePublisher publisher = new FakePublisher();
    private final Webcheck webcheck;

    Recording() {
        this(Webcheck.builder());
    }

    /** With settings of its own, except for where the events go. */
    Recording(WebcheckBuilder builder) {
        Instance instance = new Instance(UUID.randomUUID(), "test");
        builder.journalDirectory(Path.of("target", "journals", instance.id().toString()))
                .journalSize(1 << 20);
        webcheck = Webcheck.start(Settings.from(builder.sources()), instance, publisher);
    }

    Webcheck webcheck() {
        return webcheck;
    }

    WebcheckCounters counters() {
        return webcheck.counters();
    }

    /** So many begins, and no more so far. */
    List<RequestBegin> awaitBegins(int count) {
        return await(RequestBegin.class, count);
    }

    /** So many ends, and no more so far; nothing has failed inside. */
    List<RequestCompleted> awaitEnds(int count) {
        List<RequestCompleted> ends = await(RequestCompleted.class, count);
        assertThat(counters().ownFailures()).isZero();
        return ends;
    }

    /** All that it has published so far, in order. */
    List<Event> events() {
        return publisher.published;
    }

    /** Those so far. */
    List<RequestBegin> begins() {
        return all(RequestBegin.class);
    }

    /** Those so far. */
    List<RequestCompleted> ends() {
        return all(RequestCompleted.class);
    }

    RequestCompleted awaitEnd() {
        return awaitEnds(1).get(0);
    }

    RequestCompleted awaitFailed(String errorType) {
        RequestCompleted end = awaitEnd();
        assertThat(end.outcome()).isEqualTo(EndOutcome.FAILED);
        assertThat(end.errorType()).contains(errorType);
        return end;
    }

    RequestCompleted awaitCancelled() {
        RequestCompleted end = awaitEnd();
        assertThat(end.outcome()).isEqualTo(EndOutcome.CANCELLED);
        return end;
    }

    /** Stops, with what is open then. */
    InstanceStopped stop() {
        webcheck.close();
        return await(InstanceStopped.class, 1).get(0);
    }

    private <E extends Event> List<E> await(Class<E> type, int count) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> all(type).size() >= count);
        assertThat(all(type)).hasSize(count);
        return all(type);
    }

    private <E extends Event> List<E> all(Class<E> type) {
        return publisher.published.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    @Override
    public void close() {
        webcheck.close();
    }
}
