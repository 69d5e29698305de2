package dev.webcheck.client;

import dev.webcheck.event.Event;
import dev.webcheck.event.EventCodec;
import dev.webcheck.event.RequestCompleted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
        Settings settings = Settings.from(SettingSources.ofProcess(Map.of()));
        Instance instance = new Instance(UUID.randomUUID(), "benchmark");
        return Webcheck.start(settings, instance, new Discard(arrived));
    }

    private static final class Discard implements EventPublisher {

        private final EventCodec codec = new EventCodec();
        private final LongConsumer arrived;

        Discard(LongConsumer arrived) {
            this.arrived = arrived;
        }

        @Override
        public void publish(List<Event> events) {
            long requests = 0;
            for (Event event : events) {
                if (codec.encode(event).length > 0 && event instanceof RequestCompleted) {
                    requests++;
                }
            }
            arrived.accept(requests);
        }

        @Override
        public void close(Duration longest) {}

        @Override
        public String destination() {
            return "nowhere";
        }
    }
}
