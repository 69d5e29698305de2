package dev.webcheck.worker;

import dev.webcheck.correlation.rule.Rules;
import dev.webcheck.event.EventCodec;
import dev.webcheck.store.write.CorrelationStore;
import dev.webcheck.store.write.Retention;
import dev.webcheck.store.write.Settling;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** The plain objects that the beans share. */
@ApplicationScoped
class Wiring {

    @Produces
    @Singleton
    EventCodec codec() {
        return new EventCodec();
    }

    @Produces
    @Singleton
    CorrelationStore store(DataSource dataSource) {
        return new CorrelationStore(dataSource);
    }

    @Produces
    @Singleton
    Rules rules(WorkerSettings settings) {
        return Rules.withDeadline(settings.deadline());
    }

    @Produces
    @Singleton
    Retention retention(DataSource dataSource) {
        return new Retention(dataSource);
    }

    @Produces
    @Singleton
    Settling settling(DataSource dataSource) {
        return new Settling(dataSource);
    }
}
