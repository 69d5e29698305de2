package dev.webcheck.store.write;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.webcheck.correlation.Detector;
import dev.webcheck.correlation.InstanceState.ReplacedDeath;
import dev.webcheck.correlation.Outcome;
import dev.webcheck.correlation.RequestState.ReplacedVerdict;
import dev.webcheck.event.RequestPhase;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was replaced, as the JSON array of flat objects that its column holds: null where nothing was. */
final class ReplacedJson {

    private static final JsonFactory JSON = new JsonFactory();

    private ReplacedJson() {}

    static @Nullable String writeVerdicts(List<ReplacedVerdict> verdicts) {
        return write(verdicts, (out, verdict) -> {
            out.writeStringField("outcome", verdict.outcome().name());
            out.writeStringField("detector", verdict.detector().word());
            out.writeStringField("at", verdict.at().toString());
            if (verdict.phase().isPresent()) {
                out.writeStringField("phase", verdict.phase().get().name());
            }
            out.writeStringField("replacedAt", verdict.replacedAt().toString());
        });
    }

    static List<ReplacedVerdict> readVerdicts(@Nullable String json) {
        if (json == null) {
            return List.of();
        }
        return read(json).stream()
                .map(verdict -> new ReplacedVerdict(
                        Outcome.valueOf(text(verdict, "outcome")),
                        Detector.of(text(verdict, "detector")),
                        Instant.parse(text(verdict, "at")),
                        Optional.ofNullable(verdict.get("phase")).map(RequestPhase::valueOf),
                        Instant.parse(text(verdict, "replacedAt"))))
                .toList();
    }

    static @Nullable String writeDeaths(List<ReplacedDeath> deaths) {
        return write(deaths, (out, death) -> {
            out.writeStringField("detector", death.detector().word());
            out.writeStringField("at", death.at().toString());
            out.writeStringField("takenBackAt", death.takenBackAt().toString());
        });
    }

    static List<ReplacedDeath> readDeaths(@Nullable String json) {
        if (json == null) {
            return List.of();
        }
        return read(json).stream()
                .map(death -> new ReplacedDeath(
                        Detector.of(text(death, "detector")),
                        Instant.parse(text(death, "at")),
                        Instant.parse(text(death, "takenBackAt"))))
                .toList();
    }

    private interface Fields<T> {
        void write(JsonGenerator out, T value) throws IOException;
    }

    private static <T> @Nullable String write(List<T> values, Fields<T> fields) {
        if (values.isEmpty()) {
            return null;
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartArray();
            for (T value : values) {
                out.writeStartObject();
                fields.write(out, value);
                out.writeEndObject();
            }
            out.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return text.toString();
    }

    private static List<Map<String, String>> read(String json) {
        List<Map<String, String>> objects = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                Map<String, String> fields = new HashMap<>();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    fields.put(parser.currentName(), parser.nextTextValue());
                }
                objects.add(fields);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a column of what was replaced holds no JSON array", e);
        }
        return objects;
    }

    private static String text(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name)).orElseThrow();
    }
}
