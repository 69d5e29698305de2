package dev.webcheck.bench.query;

import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The result as people read it, and in the last line as programs do. */
record QueryReport(QueryResult result) {

    private static final double P99 = 0.99;

    String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%,d requests; milliseconds%n  %-16s %8s %8s %8s %8s %8s %8s%n",
                result.rows(),
                "",
                "p50",
                "p99",
                "SQL p50",
                "SQL p99",
                "p99 1/10",
                "cold"));
        for (String name : result.warm().keySet()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-16s %8.2f %8.2f %8.2f %8.2f %8.2f %8.1f%n",
                    name,
                    warm(name).millis(0.5),
                    warm(name).millis(P99),
                    sql(name).millis(0.5),
                    sql(name).millis(P99),
                    before(name).millis(P99),
                    cold(name)));
        }
        return text.append(json()).toString();
    }

    private String json() {
        return "{\"bench\":\"query\",\"rows\":" + result.rows()
                + each("p99Millis", name -> warm(name).millis(P99))
                + each("overSql", name -> warm(name).millis(P99) / sql(name).millis(P99))
                + each("growth", name -> warm(name).millis(P99) / before(name).millis(P99))
                + each("p50Millis", name -> warm(name).millis(0.5))
                + each("p50OverSql", name -> warm(name).millis(0.5) / sql(name).millis(0.5))
                + each("coldMillis", this::cold)
                + "}";
    }

    private String each(String key, ToDoubleFunction<String> value) {
        return result.warm().keySet().stream()
                .map(name -> String.format(Locale.ROOT, "\"%s\":%.2f", name, value.applyAsDouble(name)))
                .collect(Collectors.joining(",", ",\"" + key + "\":{", "}"));
    }

    private Times warm(String name) {
        return Objects.requireNonNull(result.warm().get(name));
    }

    private Times sql(String name) {
        return Objects.requireNonNull(result.sql().get(name));
    }

    private Times before(String name) {
        return Objects.requireNonNull(result.before().get(name));
    }

    private double cold(String name) {
        return Objects.requireNonNull(result.cold().get(name));
    }
}
