package dev.webcheck.client.publish;

import dev.webcheck.client.compact.EncodedEvents;
import dev.webcheck.event.Event;
import dev.webcheck.event.InstanceSign;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it publishes; fails on demand. */
public final class FakePublisher implements EventPublisher {

    public final List<List<Event>> tried = new CopyOnWriteArrayList<>();
    public final List<Event> published = new CopyOnWriteArrayList<>();
    public volatile boolean failing;
    public volatile boolean broken;
    public volatile boolean closed;
    public volatile Optional<Duration> retryAfter = Optional.empty();

    /** What it has published of requests. */
    public List<Event> requests() {
        return published.stream()
                .filter(event -> !(event instanceof InstanceSign))
                .toList();
    }

    @Override
    public void publish(UUID instanceId, EncodedEvents encoded) throws PublishException {
        List<Event> events = Decoded.of(encoded);
        tried.add(events);
        if (broken) {
            throw new IllegalStateException("broken");
        }
        if (failing) {
            throw new PublishException("failing", retryAfter);
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
