package dev.webcheck.ingest.refusal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.webcheck.event.InvalidEventException.Violation;
import java.util.OptionalInt;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is wrong with one field of one event of a batch.
 *
 * @param index the place of the event in the batch, from 0 on
 * @param line the line of the event, from 1 on, where lines mean something
 * @param field the field that is wrong, or {@code $} for the whole event
 * @param value its value, cut to 100 characters; empty where there is none
 * @param message what is wrong with it, as a sentence's predicate
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(name = "Fault", description = "What is wrong with one field of one event")
public record Fault(
        @Schema(description = "The place of the event in the batch, from 0 on", examples = "1")
        int index,

        @Schema(
                description = "The line of the event, from 1 on; only for NDJSON",
                implementation = Integer.class,
                examples = "3")
        OptionalInt line,

        @Schema(description = "The field that is wrong, or $ for the whole event", examples = "url")
        String field,

        @Schema(description = "Its value, cut to 100 characters; empty where there is none", examples = "/cart")
        String value,

        @Schema(
                description = "What is wrong with it, as a sentence's predicate",
                examples = "must be an absolute http or https URL")
        String message) {

    /**
     * The fault of an event.
     *
     * @param index the place of the event in the batch, from 0 on
     * @param line the line of the event, from 1 on, where lines mean something
     * @param violation what is wrong with it
     * @return the fault
     */
    public static Fault of(int index, OptionalInt line, Violation violation) {
        return new Fault(index, line, violation.field(), violation.value(), violation.message());
    }
}
