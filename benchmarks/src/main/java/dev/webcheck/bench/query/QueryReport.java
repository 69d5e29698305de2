package dev.webcheck.bench.query;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The result as people read it, and in the last line as programs do. Ratios are of medians, but for those that say otherwise.
 */
record QueryReport(QueryResult result) {

    private static final double MEDIAN = 0.5;
    private static final double P99 = 0.99;

    String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%,d requests; milliseconds%n  %-16s %8s %8s %8s %8s %8s %8s %8s%n",
                result.rows(),
                "",
                "p50",
                "p99",
                "SQL p50",
                "SQL p99",
                "p50 1/10",
                "p99 1/10",
                "cold"));
        for (String name : result.all().keySet()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-16s %8.2f %8.2f %8.2f %8.2f %8.2f %8.2f %8.1f%n",
                    name,
                    all(name).api().millis(MEDIAN),
                    all(name).api().millis(P99),
                    all(name).sql().millis(MEDIAN),
                    all(name).sql().millis(P99),
                    tenth(name).api().millis(MEDIAN),
                    tenth(name).api().millis(P99),
                    cold(name)));
        }
        result.further()
                .forEach((name, measured) -> text.append(String.format(
                        Locale.ROOT,
                        "  %-16s %8.2f %8.2f %8.2f %8.2f%n",
                        name,
                        measured.api().millis(MEDIAN),
                        measured.api().millis(P99),
                        measured.sql().millis(MEDIAN),
                        measured.sql().millis(P99))));
        return text.append(json()).toString();
    }

    private String json() {
        return "{\"bench\":\"query\",\"rows\":" + result.rows()
                + each("p99Millis", name -> all(name).api().millis(P99))
                + each("overSql", name -> overSql(name, MEDIAN))
                + each("growth", name -> growth(name, MEDIAN))
                + each("p50Millis", name -> all(name).api().millis(MEDIAN))
                + each("p99OverSql", name -> overSql(name, P99))
                + each("p99Growth", name -> growth(name, P99))
                + each("coldMillis", this::cold)
                + each("furtherP99Millis", result.further().keySet(), name -> further(name)
                        .api()
                        .millis(P99))
                + "}";
    }

    private String each(String key, ToDoubleFunction<String> value) {
        return each(key, result.all().keySet(), value);
    }

    private static String each(String key, Set<String> names, ToDoubleFunction<String> value) {
        return names.stream()
                .map(name -> String.format(Locale.ROOT, "\"%s\":%.2f", name, value.applyAsDouble(name)))
                .collect(Collectors.joining(",", ",\"" + key + "\":{", "}"));
    }

    private double overSql(String name, double part) {
        return all(name).api().millis(part) / all(name).sql().millis(part);
    }

    private double growth(String name, double part) {
        return all(name).api().millis(part) / tenth(name).api().millis(part);
    }

    private Measured all(String name) {
        return Objects.requireNonNull(result.all().get(name));
    }

    private Measured tenth(String name) {
        return Objects.requireNonNull(result.tenth().get(name));
    }

    private Measured further(String name) {
        return Objects.requireNonNull(result.further().get(name));
    }

    private double cold(String name) {
        return Objects.requireNonNull(result.cold().get(name));
    }
}
