package dev.webcheck.worker;

import io.quarkus.scheduler.Scheduled.SkipPredicate;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps back what has no sense before everything is prepared. */
@ApplicationScoped
class NotConsuming implements SkipPredicate {

    private final Consuming consuming;

    NotConsuming(Consuming consuming) {
        this.consuming = consuming;
    }

    @Override
    public boolean test(ScheduledExecution execution) {
        return !consuming.isUnderWay();
    }
}
