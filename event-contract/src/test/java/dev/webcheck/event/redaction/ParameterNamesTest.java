package dev.webcheck.event.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Recall and precision on names of parameters of public APIs. */
class ParameterNamesTest {

    /** The value of a name that the lists give none: too short to look like anything. */
    private static final String NEUTRAL_VALUE = "x7";

    private final Redaction redaction = new Redaction(RedactionSettings.DEFAULT);

    private record Parameter(String name, String value, boolean secret, boolean redacted) {}

    private record Result(List<Parameter> parameters) {

        long count(boolean secret, boolean redacted) {
            return parameters.stream()
                    .filter(p -> p.secret() == secret && p.redacted() == redacted)
                    .count();
        }

        double recall() {
            return (double) count(true, true) / (count(true, true) + count(true, false));
        }

        double precision() {
            return (double) count(true, true) / (count(true, true) + count(false, true));
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d secret, %d harmless, recall %.3f, precision %.3f, missed %s, false alarms %s",
                    count(true, true) + count(true, false),
                    count(false, true) + count(false, false),
                    recall(),
                    precision(),
                    names(true, false),
                    names(false, true));
        }

        private List<String> names(boolean secret, boolean redacted) {
            return parameters.stream()
                    .filter(p -> p.secret() == secret && p.redacted() == redacted)
                    .map(p -> p.name() + "=" + p.value())
                    .toList();
        }
    }

    @Test
    void the_names_that_the_lists_were_tuned_on_are_told_apart() {
        Result result = result("names-tuned.txt");
        assertThat(result.recall()).as("recall: %s", result).isGreaterThanOrEqualTo(0.98);
        assertThat(result.precision()).as("precision: %s", result).isGreaterThanOrEqualTo(0.96);
    }

    @Test
    void names_that_the_lists_were_not_tuned_on_are_mostly_told_apart() {
        Result result = result("names-held-out.txt");
        assertThat(result.recall()).as("recall: %s", result).isGreaterThanOrEqualTo(0.8);
        assertThat(result.precision()).as("precision: %s", result).isGreaterThanOrEqualTo(0.65);
    }

    private Result result(String resource) {
        List<Parameter> parameters = new ArrayList<>();
        for (String line : lines(resource)) {
            String[] words = line.strip().split("\\s+", -1);
            if (words[0].equals("secret") || words[0].equals("harmless")) {
                for (int i = 1; i < words.length; i++) {
                    parameters.add(parameter(words[i], words[0].equals("secret")));
                }
            }
        }
        return new Result(List.copyOf(parameters));
    }

    private Parameter parameter(String entry, boolean secret) {
        int equals = entry.indexOf('=');
        String name = equals < 0 ? entry : entry.substring(0, equals);
        String value = equals < 0 ? NEUTRAL_VALUE : entry.substring(equals + 1);
        StringBuilder path = new StringBuilder();
        redaction.appendPath(path, "/a?" + name + "=" + value);
        return new Parameter(name, value, secret, path.toString().endsWith("=" + Redaction.REDACTED));
    }

    private static List<String> lines(String resource) {
        try (InputStream in =
                Objects.requireNonNull(ParameterNamesTest.class.getResourceAsStream(resource), resource)) {
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
