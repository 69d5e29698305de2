package dev.webcheck.query.incident;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.webcheck.store.read.incident.IncidentDetails;
import dev.webcheck.store.read.request.RecordedRequest;
import java.util.List;

/** The death of an instance with the requests that were in flight. */
@JsonPropertyOrder({"incident", "requests"})
record IncidentDetailsJson(@JsonUnwrapped IncidentJson incident, List<RecordedRequest> requests) {

    static IncidentDetailsJson of(IncidentDetails details, List<RecordedRequest> requests) {
        return new IncidentDetailsJson(IncidentJson.of(details.incident()), requests);
    }
}
