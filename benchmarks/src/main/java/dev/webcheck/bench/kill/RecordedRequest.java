package dev.webcheck.bench.kill;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request as the API tells of it.
 *
 * @param token of its URL
 * @param outcome what became of it
 * @param detector what an outcome rests on that no end states
 * @param execution whether it happened, where that is in doubt
 * @param verdictAt when the outcome was found
 */
record RecordedRequest(
        Token token,
        String outcome,
        Optional<String> detector,
        Optional<String> execution,
        Optional<Instant> verdictAt) {

    private static final JsonFactory JSON = new JsonFactory();

    static RecordedRequest parse(String json) {
        Map<String, String> fields = textsOf(json);
        return new RecordedRequest(
                Token.of(fields.getOrDefault("url", "")),
                fields.getOrDefault("outcome", ""),
                Optional.ofNullable(fields.get("detector")),
                Optional.ofNullable(fields.get("execution")),
                Optional.ofNullable(fields.get("verdictAt")).map(Instant::parse));
    }

    boolean isCrashed() {
        return outcome.equals("CRASHED");
    }

    boolean isDetectedBy(String name) {
        return detector.filter(name::equals).isPresent();
    }

    boolean isSaid(String name) {
        return execution.filter(name::equals).isPresent();
    }

    private static Map<String, String> textsOf(String json) {
        Map<String, String> texts = new HashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.VALUE_STRING) {
                    texts.put(name, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
