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

    @Example
    void a_whole_request_has_something_in_each_cell() {
        assertThat(CsvFormat.header())
                .isEqualTo(
                        "id,callId,attempt,instanceId,service,method,url,website,startedAt,completedAt,durationMillis,"
                                + "statusCode,outcome,errorType,detector,verdictAt,phase,execution,methodSafe,methodIdempotent,"
                                + "protocolVersion,peerAddress,peerPort,requestBodySize,responseBodySize,responseDecodedBodySize,"
                                + "leaseMillis,dnsMillis,connectMillis,tlsMillis,sendMillis,firstByteMillis,bodyMillis,"
                                + "traceId,spanId\r\n");
        assertThat(CsvFormat.row(RecordedRequests.whole()))
                .isEqualTo("0195f139-0200-7b22-9f56-07fec838d4c5,9d2b1c1e-51a7-4a55-9a0e-3b9e3a1f7d02,2,"
                        + "9d2b1c1e-51a7-4a55-9a0e-3b9e3a1f7d02,checkout,POST,"
                        + "\"https://example.com/<script>alert(\"\"1\"\")</script>\",example.com,"
                        + "2025-04-01T12:00:00.000Z,2025-04-01T12:00:00.012Z,12.346,503,CRASHED,connect,lease,"
                        + "2025-04-01T12:00:12.000Z,READING,EXECUTED_ANSWER_LOST,false,false,1.1,192.0.2.10,443,"
                        + "0,1312,5120,0,1.204,8.1,15.25,0.21,48.9,0.74,"
                        + "4bf92f3577b34da6a3ce929d0e0e4736,00f067aa0ba902b7\r\n");
    }

    @Example
    void what_is_not_known_is_an_empty_cell() {
        assertThat(CsvFormat.row(RecordedRequests.inFlight()))
                .isEqualTo("0195f139-0200-7b22-9f56-07fec838d4c5,,,9d2b1c1e-51a7-4a55-9a0e-3b9e3a1f7d02,,,,,"
                        + "2025-04-01T12:00:00.000Z,,,,IN_FLIGHT" + ",".repeat(22) + "\r\n");
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
