package dev.webcheck.store.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.webcheck.event.RequestPhase;
import dev.webcheck.store.Detector;
import dev.webcheck.store.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the column of replaced verdicts: a JSON array of objects whose values are texts. */
final class ReplacedVerdictsJson {

    private static final JsonFactory JSON = new JsonFactory();

    private ReplacedVerdictsJson() {}

    /** The verdicts in the order of the column; keys that are not known here are passed over. */
    static List<ReplacedVerdict> read(String json) {
        List<ReplacedVerdict> verdicts = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                verdicts.add(verdict(texts(parser)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a column of replaced verdicts holds no JSON array of objects", e);
        }
        return List.copyOf(verdicts);
    }

    private static Map<String, String> texts(JsonParser parser) throws IOException {
        Map<String, String> texts = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_STRING) {
                texts.put(key, parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        return texts;
    }

    private static ReplacedVerdict verdict(Map<String, String> texts) {
        return new ReplacedVerdict(
                Outcome.valueOf(text(texts, "outcome")),
                Detector.of(text(texts, "detector")),
                moment(texts, "at"),
                Optional.ofNullable(texts.get("phase")).map(RequestPhase::valueOf),
                moment(texts, "replacedAt"));
    }

    /** With whatever offset the writer has chosen. */
    private static Instant moment(Map<String, String> texts, String key) {
        return OffsetDateTime.parse(text(texts, key)).toInstant();
    }

    private static String text(Map<String, String> texts, String key) {
        return Optional.ofNullable(texts.get(key))
                .orElseThrow(() -> new IllegalArgumentException("a replaced verdict has no " + key));
    }
}
