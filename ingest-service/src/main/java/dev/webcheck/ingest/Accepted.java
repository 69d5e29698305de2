package dev.webcheck.ingest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the broker has acknowledged. */
@Schema(name = "Accepted", description = "The broker has acknowledged every event of the batch")
record Accepted(
        @Schema(description = "The number of events", examples = "2")
        int accepted) {}
