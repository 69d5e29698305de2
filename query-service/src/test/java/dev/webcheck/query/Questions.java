package dev.webcheck.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.webcheck.query.Question.Given;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Makes questions to a route out of what the contract says of its parameters: their types, words, bounds and lengths. */
final class Questions {

    static final String UNKNOWN = "unknown";
    static final String LIVE = "/api/v1/requests/live";

    private static final Arbitrary<String> HOSTILE = Arbitraries.of(
            "",
            " ",
            "\0",
            "'; DROP TABLE request--",
            "%",
            "\\",
            "-1",
            "0",
            "99999999999999999999",
            "1e309",
            "NaN",
            "null",
            "<script>",
            "../../etc/passwd",
            "😀",
            "\u202e",
            "a\r\nX-Evil: 1",
            "a,b,,c",
            ":p0",
            "?",
            "{r.*}",
            "$1",
            "x".repeat(3_000),
            "0000-01-01",
            "9999-12-31T23:59:59.999999999-18:00",
            "2025-02-30",
            "2025-04-01T12:00:00",
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-7fff-bfff-ffffffffffff");

    private static final Arbitrary<String> ACCEPTED = Arbitraries.of(
            "*/*", "application/json", "application/x-ndjson", "text/csv", "image/png", "*, text/csv;q=.5");

    private final Contract contract;
    private final List<UUID> recorded;

    /** Some of the ids that are asked for are recorded. */
    Questions(Contract contract, List<UUID> recorded) {
        this.contract = contract;
        this.recorded = recorded;
    }

    Arbitrary<Question> to(String route, JsonNode operation) {
        List<Arbitrary<List<Given>>> path = new ArrayList<>();
        List<Arbitrary<List<Given>>> query = new ArrayList<>();
        for (JsonNode reference : operation.path("parameters")) {
            JsonNode parameter = contract.resolved(reference);
            switch (parameter.get("in").asText()) {
                case "path" -> path.add(once(parameter));
                case "query" -> query.add(asked(parameter));
                default -> {}
            }
        }
        // What is live does not end, so that it is only asked what it refuses.
        query.add(some(route.equals(LIVE) ? 0 : 20, HOSTILE.map(value -> List.of(new Given(UNKNOWN, value)))));
        return Combinators.combine(
                        Arbitraries.frequency(Tuple.of(9, "GET"), Tuple.of(1, "HEAD")),
                        Combinators.combine(path).as(Questions::together),
                        Combinators.combine(query).as(Questions::together),
                        ACCEPTED)
                .as((method, pathGiven, queryGiven, accept) ->
                        new Question(method, route, pathGiven, queryGiven, accept));
    }

    private Arbitrary<List<Given>> asked(JsonNode parameter) {
        Arbitrary<List<Given>> given = Arbitraries.frequencyOf(
                Tuple.of(20, once(parameter)),
                Tuple.of(1, once(parameter).map(one -> List.of(one.get(0), one.get(0)))));
        return some(parameter.path("required").asBoolean() ? 1 : 3, given);
    }

    private static Arbitrary<List<Given>> some(int without, Arbitrary<List<Given>> given) {
        return without == 0
                ? given
                : Arbitraries.frequencyOf(Tuple.of(without, Arbitraries.just(List.of())), Tuple.of(1, given));
    }

    private Arbitrary<List<Given>> once(JsonNode parameter) {
        String name = parameter.get("name").asText();
        boolean isPath = parameter.get("in").asText().equals("path");
        return Arbitraries.frequencyOf(
                        Tuple.of(4, good(parameter)),
                        Tuple.of(1, HOSTILE),
                        Tuple.of(1, Arbitraries.strings().ofMaxLength(20)))
                // An empty path, or one of dots, is another route.
                .filter(value -> !isPath || !value.matches("\\.*"))
                .map(value -> List.of(new Given(name, value)));
    }

    private Arbitrary<String> good(JsonNode parameter) {
        JsonNode schema = contract.resolved(parameter.get("schema"));
        if (schema.get("type").asText().equals("array")) {
            JsonNode item = contract.resolved(schema.get("items"));
            return one(item, parameter).list().ofMinSize(1).ofMaxSize(3).map(values -> String.join(",", values));
        }
        return one(schema, parameter);
    }

    private Arbitrary<String> one(JsonNode schema, JsonNode parameter) {
        if (schema.has("enum")) {
            return Arbitraries.of(StreamSupport.stream(schema.get("enum").spliterator(), false)
                    .map(JsonNode::asText)
                    .toList());
        }
        if (schema.path("type").asText().equals("integer")) {
            return Arbitraries.integers()
                    .between(
                            schema.get("minimum").asInt(), schema.get("maximum").asInt())
                    .map(String::valueOf);
        }
        if (schema.path("format").asText().equals("uuid")) {
            return Arbitraries.oneOf(
                    Arbitraries.of(recorded).map(UUID::toString),
                    Arbitraries.create(UUID::randomUUID).map(UUID::toString));
        }
        if (schema.equals(contract.schema("Moment"))) {
            return moments();
        }
        JsonNode example = parameter.get("example");
        Arbitrary<String> examples = example.isArray()
                ? Arbitraries.of(StreamSupport.stream(example.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList())
                : Arbitraries.just(example.asText());
        return schema.has("pattern")
                ? examples
                : Arbitraries.oneOf(
                        examples,
                        Arbitraries.strings()
                                .withCharRange('!', '~')
                                .withChars('ä', '€', ' ')
                                .ofMinLength(schema.path("minLength").asInt(0))
                                .ofMaxLength(schema.path("maxLength").asInt(255)));
    }

    private static Arbitrary<String> moments() {
        Arbitrary<Instant> instants = Arbitraries.longs()
                .between(-100, 100)
                .map(hours -> Rows.NOON.plus(hours, ChronoUnit.HOURS))
                .injectDuplicates(0.1);
        return Arbitraries.oneOf(
                instants.map(Instant::toString),
                instants.map(instant ->
                        instant.atOffset(ZoneOffset.UTC).toLocalDate().toString()),
                instants.map(instant ->
                        instant.atOffset(ZoneOffset.UTC).toLocalDateTime().toString()),
                instants.map(instant -> instant.atOffset(ZoneOffset.ofHours(-7)).toString()));
    }

    private static List<Given> together(List<List<Given>> parts) {
        return parts.stream().flatMap(List::stream).toList();
    }
}
