package dev.webcheck.worker;

import dev.webcheck.event.RequestEventsTopic;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the worker may have to wait for. */
@ApplicationScoped
class Outages {

    private final Outage database;
    private final Outage broker;
    private final Outage topic;
    private final Outage deadLetters;

    Outages(
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String databaseUrl,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        // what follows the address may be a password
        String address = databaseUrl.replaceFirst("[?].*", "").replaceFirst("^jdbc:", "");
        database = new Outage("the database at " + address, Clock.systemUTC());
        broker = new Outage("the broker at " + bootstrapServers, Clock.systemUTC());
        topic = new Outage("the topic " + RequestEventsTopic.NAME, Clock.systemUTC());
        deadLetters = new Outage("the dead-letter topic", Clock.systemUTC());
    }

    Outage ofDatabase() {
        return database;
    }

    Outage ofBroker() {
        return broker;
    }

    /** Of the topic of the events, while the broker answers that it has none. */
    Outage ofTopic() {
        return topic;
    }

    Outage ofDeadLetters() {
        return deadLetters;
    }

    /** When something was waited for the last time that is there again; long ago, if that never was. */
    Instant overAt() {
        return Collections.max(all().stream().map(Outage::overAt).toList());
    }

    /** In the order in which one explains the next. */
    List<Outage> all() {
        return List.of(database, topic, broker, deadLetters);
    }
}
