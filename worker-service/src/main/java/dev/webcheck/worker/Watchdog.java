package dev.webcheck.worker;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/** Ends the process when it is stuck, for it does not come back by itself. */
@ApplicationScoped
class Watchdog {

    private final Stuckness stuckness;
    private final ProcessEnd end;

    Watchdog(Stuckness stuckness, ProcessEnd end) {
        this.stuckness = stuckness;
        this.end = end;
    }

    @Scheduled(every = "2s")
    void endProcessWhenStuck() {
        stuckness.reason().ifPresent(end::because);
    }
}
