package dev.webcheck.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The table of docs/sdk.md that says how a request ends. */
final class OutcomeTable {

    private static final Path DOCUMENT = Path.of("..", "docs", "sdk.md");
    private static final String HEAD = "| situation |";
    private static final Map<String, Set<TriedClient.Kind>> CLIENTS = Map.of(
            "all", Set.of(TriedClient.Kind.CLASSIC, TriedClient.Kind.ASYNC, TriedClient.Kind.HTTP_2),
            "classic", Set.of(TriedClient.Kind.CLASSIC),
            "asynchronous", Set.of(TriedClient.Kind.ASYNC, TriedClient.Kind.HTTP_2),
            "HTTP/1.1", Set.of(TriedClient.Kind.CLASSIC, TriedClient.Kind.ASYNC),
            "HTTP/2", Set.of(TriedClient.Kind.HTTP_2));

    /** One row; what is empty is absent. */
    record Row(String situation, Set<TriedClient.Kind> clients, String outcome, String errorType, String phase) {}

    private OutcomeTable() {}

    static List<Row> rows() {
        try {
            List<String> lines = Files.readAllLines(DOCUMENT);
            List<Row> rows = lines.stream()
                    .dropWhile(line -> !line.startsWith(HEAD))
                    .skip(2)
                    .takeWhile(line -> line.startsWith("|"))
                    .map(OutcomeTable::row)
                    .toList();
            assertThat(rows).isNotEmpty();
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String line) {
        List<String> cells =
                Arrays.stream(line.split("\\|")).skip(1).map(String::strip).toList();
        assertThat(cells).as(line).hasSizeGreaterThanOrEqualTo(5);
        Set<TriedClient.Kind> clients = CLIENTS.getOrDefault(cells.get(1), Set.of());
        assertThat(clients).as(line).isNotEmpty();
        return new Row(cells.get(0), clients, cells.get(2), cells.get(3), cells.get(4));
    }
}
