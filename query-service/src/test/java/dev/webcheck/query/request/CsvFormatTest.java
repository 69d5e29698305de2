package dev.webcheck.query.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.store.read.request.RecordedRequest;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class CsvFormatTest {

    private static final int URL = 6;

    @Property
    void any_url_is_one_cell_and_none_is_a_formula(@ForAll String url) {
        List<String> cells = cells(CsvFormat.row(request(url)));

        assertThat(cells).hasSameSizeAs(cells(CsvFormat.header()));
        assertThat(cells.get(URL)).isIn(url, "'" + url).doesNotMatch("(?s)[=+\\-@\\t\\r\\n].*");
    }

    @Example
    void formulas_are_text() {
        for (String formula : List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1")) {
            assertThat(cells(CsvFormat.row(request(formula))).get(URL)).isEqualTo("'" + formula);
        }
        assertThat(cells(CsvFormat.row(request("https://a.example/=1"))).get(URL))
                .isEqualTo("https://a.example/=1");
    }

    private static RecordedRequest request(String url) {
        return new RecordedRequests().service("checkout").url(url, "a.example").recorded();
    }

    /** Reads a row as RFC 4180 has it. */
    private static List<String> cells(String row) {
        assertThat(row).endsWith("\r\n");
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        String text = row.substring(0, row.length() - 2);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
