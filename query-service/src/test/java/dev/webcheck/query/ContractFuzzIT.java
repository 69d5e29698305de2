package dev.webcheck.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.webcheck.local.EmbeddedPostgres;
import dev.webcheck.query.Question.Given;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Test;

/**
 * Asks every route of the contract with parameters good and bad, and holds every answer against the contract. What fails is made as
 * small as it can be.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@SuppressWarnings("NullAway") // the test framework fills the fields
class ContractFuzzIT {

    private static final int QUESTIONS = 60;
    private static final int MOST_SHRINKS = 300;

    private static final ObjectMapper JSON = new ObjectMapper();

    @PostgresResource.Server
    EmbeddedPostgres postgres;

    @TestHTTPResource("/")
    URI server;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private Contract contract;

    @Test
    void whatever_is_asked_the_answer_is_one_of_the_contract() throws Exception {
        Rows rows = new Rows(postgres);
        rows.clear();
        UUID seen = rows.seen(Rows.NOON, 1);
        UUID crashed = rows.crashed(Rows.NOON, 2);
        rows.completed(Instant.now(), 3);
        UUID dead = rows.incident(1, "checkout", Rows.NOON);
        contract = Contract.published();
        Questions questions = new Questions(contract, List.of(seen, crashed, dead, Rows.INSTANCE));
        long seed = System.nanoTime();

        JqwikSession.run(() -> {
            Random random = new Random(seed);
            contract.paths().forEach((route, operation) -> {
                RandomGenerator<Question> generator =
                        questions.to(route, operation).generator(QUESTIONS, true);
                for (int i = 0; i < QUESTIONS; i++) {
                    Shrinkable<Question> question = generator.next(random);
                    wrong(question.value(), operation).ifPresent(first -> {
                        throw smallest(question, operation, first);
                    });
                }
            });
        });

        assertThat(statuses).as("answers of all kinds").containsKeys(200, 400, 404, 406);
    }

    /** The simplest question that is answered wrongly too. */
    private AssertionError smallest(Shrinkable<Question> failing, JsonNode operation, AssertionError first) {
        Shrinkable<Question> smallest = failing;
        AssertionError failure = first;
        int left = MOST_SHRINKS;
        boolean isSmaller = true;
        while (isSmaller) {
            isSmaller = false;
            for (Shrinkable<Question> smaller :
                    smallest.shrink().sorted().limit(left).toList()) {
                left--;
                Optional<AssertionError> stillWrong = wrong(smaller.value(), operation);
                if (stillWrong.isPresent()) {
                    smallest = smaller;
                    failure = stillWrong.get();
                    isSmaller = true;
                    break;
                }
            }
        }
        return failure;
    }

    private Optional<AssertionError> wrong(Question question, JsonNode operation) {
        try {
            ask(question, operation);
            return Optional.empty();
        } catch (AssertionError wrong) {
            return Optional.of(new AssertionError(question + ": " + wrong.getMessage(), wrong));
        } catch (Exception trouble) {
            return Optional.of(new AssertionError(question + ": " + trouble, trouble));
        }
    }

    private void ask(Question question, JsonNode operation) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(server.resolve(question.url()))
                        .method(question.method(), HttpRequest.BodyPublishers.noBody())
                        .header("Accept", question.accept())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        statuses.merge(answer.statusCode(), 1, Integer::sum);

        assertThat(answer.statusCode()).as(answer.body()).isLessThan(500);
        JsonNode documented = contract.resolved(operation.get("responses").path(String.valueOf(answer.statusCode())));
        assertThat(documented.isMissingNode())
                .as("status %s is of the contract", answer.statusCode())
                .isFalse();
        String type = answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
        JsonNode content = documented.path("content").path(type);
        assertThat(content.isMissingNode())
                .as("%s for %s is of the contract", type, answer.statusCode())
                .isFalse();
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("SQL state");
        if (question.method().equals("HEAD")) {
            assertThat(answer.body()).isEmpty();
        } else if (type.endsWith("/x-ndjson")) {
            for (String line : answer.body().lines().toList()) {
                contract.check(content.get("schema"), JSON.readTree(line));
            }
        } else if (type.endsWith("json")) {
            contract.check(content.get("schema"), JSON.readTree(answer.body()));
        }
        if (answer.statusCode() != 406) {
            assertRefused(question, operation, answer);
        }
    }

    private void assertRefused(Question question, JsonNode operation, HttpResponse<String> answer) throws Exception {
        Set<String> wrong = new TreeSet<>();
        for (JsonNode reference : operation.path("parameters")) {
            JsonNode parameter = contract.resolved(reference);
            wrong.addAll(notAllowed(question, parameter));
        }
        if (question.gives(Questions.UNKNOWN)) {
            wrong.add(Questions.UNKNOWN);
        }
        if (!wrong.isEmpty()) {
            assertThat(answer.statusCode()).as("%s are wrong", wrong).isEqualTo(400);
            if (!question.method().equals("HEAD")) {
                Set<String> named = StreamSupport.stream(
                                JSON.readTree(answer.body()).path("errors").spliterator(), false)
                        .map(error -> error.get("field").asText())
                        .collect(Collectors.toSet());
                assertThat(named).as(answer.body()).containsAll(wrong);
            }
        }
    }

    /** The name of a parameter if the contract does not allow what is given for it. */
    private Set<String> notAllowed(Question question, JsonNode parameter) {
        String name = parameter.get("name").asText();
        JsonNode schema = contract.resolved(parameter.get("schema"));
        boolean isList = schema.path("type").asText().equals("array");
        JsonNode one = isList ? contract.resolved(schema.get("items")) : schema;
        List<String> values = (parameter.get("in").asText().equals("path") ? question.path() : question.query())
                .stream()
                        .filter(given -> given.name().equals(name))
                        .map(Given::value)
                        .flatMap(value -> isList ? List.of(value.split(",", -1)).stream() : List.of(value).stream())
                        .toList();
        boolean isWrong = values.isEmpty()
                ? parameter.path("required").asBoolean()
                : (!isList && values.size() > 1) || values.stream().anyMatch(value -> !contract.allows(one, value));
        return isWrong ? Set.of(name) : Set.of();
    }
}
