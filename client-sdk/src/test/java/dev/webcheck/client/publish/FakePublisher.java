package dev.webcheck.client;

import dev.webcheck.event.Event;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it publishes; fails on demand. */
final class FakePublisher implements EventPublisher {

    final List<List<Event>> tried = new CopyOnWriteArrayList<>();
    final List<Event> published = new CopyOnWriteArrayList<>();
    volatile boolean failing;
    volatile boolean broken;
    volatile boolean closed;

    @Override
    public void publish(List<Event> events) throws PublishException {
        tried.add(events);
        if (broken) {
            throw new IllegalStateException("broken");
        }
        if (failing) {
            throw new PublishException("failing");
        }
        published.addAll(events);
    }

    @Override
    public void close(Duration longest) {
        closed = true;
    }

    @Override
    public String destination() {
        return "a fake";
    }
}
