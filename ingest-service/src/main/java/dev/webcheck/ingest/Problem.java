package dev.webcheck.ingest;

import dev.webcheck.ingest.refusal.Fault;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The form of every error, for the OpenAPI page. */
@Schema(name = "Problem", description = "What went wrong, by RFC 9457")
record Problem(
        @Schema(description = "The kind of the problem: urn:webcheck:problem:… or about:blank")
        String type,

        @Schema(description = "The status of the answer") int status,

        @Schema(description = "The kind of the problem in words")
        String title,

        @Schema(description = "What is wrong with this very request")
        String detail,

        @Schema(description = "Each fault of each invalid event, up to a bound; only for invalid events")
        List<Fault> errors) {

    static final String MEDIA_TYPE = "application/problem+json";
}
