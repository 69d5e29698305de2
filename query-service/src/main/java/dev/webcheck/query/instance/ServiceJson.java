package dev.webcheck.query.instance;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.webcheck.query.json.Timestamp;
import dev.webcheck.store.read.instance.RecordedService;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A service as this API shows it. */
@JsonPropertyOrder({"service", "instances", "alive", "presumedDead", "stopped", "lastHeardAt"})
record ServiceJson(
        @Nullable String service,
        long instances,
        long alive,
        long presumedDead,
        long stopped,

        @JsonSerialize(using = Timestamp.class) Instant lastHeardAt) {

    static ServiceJson of(RecordedService service) {
        return new ServiceJson(
                service.name().orElse(null),
                service.alive() + service.presumedDead() + service.stopped(),
                service.alive(),
                service.presumedDead(),
                service.stopped(),
                service.lastHeardAt());
    }
}
