package dev.webcheck.query.incident;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.webcheck.store.read.incident.Suspect;
import dev.webcheck.store.read.incident.Suspects;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The requests that stand out across the deaths of a service. */
@JsonPropertyOrder({"service", "deaths", "suspects"})
record SuspectsJson(String service, int deaths, List<SuspectJson> suspects) {

    /** One of them: either a URL or a route. */
    @JsonPropertyOrder({"method", "website", "url", "route", "deaths", "expectedDeaths", "probability", "examples"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SuspectJson(
            String method,
            String website,
            @Nullable String url,
            @Nullable String route,
            int deaths,
            double expectedDeaths,
            double probability,
            List<UUID> examples) {

        static SuspectJson of(Suspect suspect) {
            return new SuspectJson(
                    suspect.method(),
                    suspect.website(),
                    suspect.exact() ? suspect.target() : null,
                    suspect.exact() ? null : suspect.target(),
                    suspect.deaths(),
                    suspect.expected(),
                    suspect.probability(),
                    suspect.examples());
        }
    }

    static SuspectsJson of(Suspects suspects) {
        return new SuspectsJson(
                suspects.service(),
                suspects.deaths(),
                suspects.suspects().stream().map(SuspectJson::of).toList());
    }
}
