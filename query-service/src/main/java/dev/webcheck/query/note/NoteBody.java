package dev.webcheck.query.note;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.webcheck.query.problem.FieldError;
import dev.webcheck.query.problem.Problems;
import dev.webcheck.store.note.NoteContent;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a person writes, and names all that is wrong with it. For one body.
 *
 * <p>A page of another site can have a browser send a form here, and whatever else looks like one. That is never {@code application/json},
 * for which a browser asks first, and is not answered that it may.
 */
final class NoteBody {

    /** More than the longest note takes, with each character escaped. */
    static final int MOST_BYTES = 64 << 10;

    private static final String AUTHOR = "author";
    private static final String TEXT = "text";

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private final List<FieldError> errors = new ArrayList<>();

    private NoteBody() {}

    /**
     * Reads a body.
     *
     * @param headers that it came with, by which it is JSON, or of no type
     * @param body what came
     * @return what it says
     * @throws io.quarkiverse.resteasy.problem.HttpProblem that names what is wrong with it
     */
    static NoteContent read(HttpHeaders headers, InputStream body) {
        if (headers.getMediaType() == null) {
            // A browser sends what has no type to other sites, too.
            throw new NotSupportedException();
        }
        try {
            byte[] bytes = body.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw Problems.tooLarge("The body has more than " + MOST_BYTES + " bytes.");
            }
            return new NoteBody().content(JSON.readTree(bytes));
        } catch (JsonProcessingException wrong) {
            throw Problems.badBody("The body is no JSON: " + wrong.getOriginalMessage() + ".");
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
    }

    private NoteContent content(JsonNode note) {
        if (!note.isObject()) {
            throw Problems.badBody("The body must be a JSON object with a text, and an author if you like.");
        }
        note.fieldNames().forEachRemaining(name -> {
            if (!name.equals(AUTHOR) && !name.equals(TEXT)) {
                errors.add(new FieldError(name, shown(note.get(name)), "is no field of a note; it has author, text"));
            }
        });
        Optional<String> author = written(note, AUTHOR, NoteContent.LONGEST_AUTHOR, "");
        if (note.path(TEXT).isMissingNode() || note.path(TEXT).isNull()) {
            errors.add(new FieldError(
                    TEXT, null, "is missing; it must have 1 to " + NoteContent.LONGEST_TEXT + " characters"));
        }
        Optional<String> text = written(note, TEXT, NoteContent.LONGEST_TEXT, "\n\r\t");
        if (!errors.isEmpty()) {
            throw Problems.badRequest(errors);
        }
        return new NoteContent(author, text.orElseThrow());
    }

    private Optional<String> written(JsonNode note, String name, int longest, String controls) {
        JsonNode value = note.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        Optional<String> wrong =
                value.isTextual() ? wrong(value.asText(), longest, controls) : Optional.of("must be a text");
        wrong.ifPresent(message -> errors.add(new FieldError(name, shown(value), message)));
        return wrong.isPresent() ? Optional.empty() : Optional.of(value.asText());
    }

    private static Optional<String> wrong(String text, int longest, String controls) {
        if (text.isBlank() || text.codePointCount(0, text.length()) > longest) {
            return Optional.of("must have 1 to " + longest + " characters, and not only spaces");
        }
        return text.codePoints()
                .filter(character -> !isWritten(character, controls))
                .mapToObj("must not have the character U+%04X"::formatted)
                .findFirst();
    }

    /** Half of a pair is no character, and controls do something else than to be read. */
    private static boolean isWritten(int character, String controls) {
        return Character.getType(character) != Character.SURROGATE
                && (!Character.isISOControl(character) || controls.indexOf(character) >= 0);
    }

    private static @Nullable String shown(JsonNode value) {
        return value.isTextual() ? value.asText() : value.toString();
    }
}
