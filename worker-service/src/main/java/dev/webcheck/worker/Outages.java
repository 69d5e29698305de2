package dev.webcheck.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** What the worker may have to wait for. */
@ApplicationScoped
class Outages {

    private final Outage database = new Outage("the database", Clock.systemUTC());
    private final Outage broker = new Outage("the broker", Clock.systemUTC());
    private final Outage deadLetters = new Outage("the dead-letter topic", Clock.systemUTC());

    Outage ofDatabase() {
        return database;
    }

    Outage ofBroker() {
        return broker;
    }

    Outage ofDeadLetters() {
        return deadLetters;
    }

    List<Outage> all() {
        return List.of(database, broker, deadLetters);
    }
}
