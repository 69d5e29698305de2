package dev.webcheck.client.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.client.compact.EndRecord;
import dev.webcheck.event.redaction.Redaction;
import dev.webcheck.event.redaction.RedactionSettings;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.junit.jupiter.api.Test;

class AllowedHeadersTest {

    private final HttpRequest request = new BasicHttpRequest("GET", "/");

    @Test
    void secrets_in_recorded_headers_are_redacted_by_the_rules_of_urls() {
        request.addHeader("Referer", "https://joe:hidden@shop.example/a?token=hidden&page=2");
        request.addHeader("X-Api-Key", "hidden");
        request.addHeader("Accept", "text/html");
        assertThat(allowed("Referer", "X-Api-Key", "Accept"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "referer", "https://REDACTED:REDACTED@shop.example/a?token=REDACTED&page=2",
                        "x-api-key", "REDACTED",
                        "accept", "text/html"));
    }

    @Test
    void a_header_is_redacted_before_it_is_cut() {
        String before = "https://shop.example/" + "a".repeat(EndRecord.HEADER_CHARACTERS - 40) + "?token=";
        request.addHeader("Referer", before + "hidden".repeat(100));
        assertThat(allowed("Referer").get("referer"))
                .startsWith("https://shop.example/aaa")
                .doesNotContain("hid");
    }

    private Map<String, String> allowed(String... names) {
        return new AllowedHeaders(new Redaction(RedactionSettings.DEFAULT), List.of(names)).of(request);
    }
}
