package dev.webcheck.store.read.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.webcheck.correlation.Detector;
import dev.webcheck.correlation.Outcome;
import dev.webcheck.event.RequestPhase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the columns of what was replaced: JSON arrays of objects whose values are texts; keys that are not known here are passed
 * over. Internal to the store.
 */
public final class ReplacedJson {

    private static final JsonFactory JSON = new JsonFactory();

    /** Of a thing whose history grows without end, the older part is not read. */
    private static final String LATEST = ", '$[last - 99 to last]')";

    private static final String PART = "jsonb_path_query_array(";

    /** The part of the column of deaths that is read: an expression of SQL. */
    public static final String DEATHS = PART + "replaced_deaths" + LATEST;

    /** The part of the column of verdicts that is read: an expression of SQL. */
    public static final String VERDICTS = PART + "replaced_verdicts" + LATEST;

    private ReplacedJson() {}

    /**
     * The part of such a column that is read.
     *
     * @param column its name
     * @return an expression of SQL: its latest elements
     */
    public static String latest(String column) {
        return PART + column + LATEST;
    }

    /**
     * Reads verdicts.
     *
     * @param json the value of the column
     * @return them, in its order
     */
    public static List<ReplacedVerdict> readVerdicts(String json) {
        return read(
                json,
                texts -> new ReplacedVerdict(
                        Outcome.valueOf(text(texts, "outcome")),
                        Detector.of(text(texts, "detector")),
                        moment(texts, "at"),
                        Optional.ofNullable(texts.get("phase")).map(RequestPhase::valueOf),
                        moment(texts, "replacedAt")));
    }

    /**
     * Reads deaths.
     *
     * @param json the value of the column
     * @return them, in its order
     */
    public static List<ReplacedDeath> readDeaths(String json) {
        return read(
                json,
                texts -> new ReplacedDeath(
                        Detector.of(text(texts, "detector")), moment(texts, "at"), moment(texts, "takenBackAt")));
    }

    private static <T> List<T> read(String json, Function<Map<String, String>, T> of) {
        List<T> replaced = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                replaced.add(of.apply(texts(parser)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a column of what was replaced holds no JSON array of objects", e);
        }
        return List.copyOf(replaced);
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

    /** With whatever offset the writer has chosen. */
    private static Instant moment(Map<String, String> texts, String key) {
        return OffsetDateTime.parse(text(texts, key)).toInstant();
    }

    private static String text(Map<String, String> texts, String key) {
        return Optional.ofNullable(texts.get(key))
                .orElseThrow(() -> new IllegalArgumentException("what was replaced has no " + key));
    }
}
