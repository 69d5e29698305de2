package dev.webcheck.client;

import dev.webcheck.client.compact.EncodedEvents;
import dev.webcheck.client.publish.EventPublisher;
import dev.webcheck.client.record.Instance;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Starts a {@link Webcheck} that does all its work, up to the bytes of the events, and throws these away. */
public final class DiscardingWebcheck {

    private DiscardingWebcheck() {}

    /**
     * Starts with the settings of the process.
     *
     * @param arrived is told, batch by batch, how many requests would have been published whole
     * @return a Webcheck that records
     */
    public static Webcheck start(LongConsumer arrived) {
        Settings settings = Settings.from(Webcheck.builder().sources());
        Instance instance = new Instance(UUID.randomUUID(), "benchmark");
        return Webcheck.start(settings, instance, new Discard(arrived));
    }

    private static final class Discard implements EventPublisher {

        private final LongConsumer arrived;
        private long events;

        Discard(LongConsumer arrived) {
            this.arrived = arrived;
        }

        /** Each request has two events. The few heartbeats between them are too few to matter. */
        @Override
        public void publish(UUID instanceId, EncodedEvents batch) {
            long before = events / 2;
            events += batch.size();
            arrived.accept(events / 2 - before);
        }

        @Override
        public void close(Duration longest) {}

        @Override
        public String destination() {
            return "nowhere";
        }
    }
}
