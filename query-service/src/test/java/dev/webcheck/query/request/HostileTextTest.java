package dev.webcheck.query.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.webcheck.correlation.Outcome;
import dev.webcheck.event.BodySizes;
import dev.webcheck.event.Exchange;
import dev.webcheck.event.Peer;
import dev.webcheck.event.PhaseNanos;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever text others chose is read again as it was, and does not become anything else. */
class HostileTextTest {

    private final ObjectMapper mapper = RecordedRequests.mapper();

    @Property(edgeCases = EdgeCasesMode.NONE)
    void text_that_others_chose_stays_that_text(
            @ForAll("texts") String service,
            @ForAll("texts") String method,
            @ForAll("texts") String url,
            @ForAll("texts") String website,
            @ForAll("texts") String errorType)
            throws IOException {
        JsonNode json = json(new RecordedRequests()
                .service(service)
                .method(method)
                .url(url, website)
                .ended(Outcome.COMPLETED, 5)
                .error(errorType));

        assertThat(json.get("service").textValue()).isEqualTo(service);
        assertThat(json.get("method").textValue()).isEqualTo(method);
        assertThat(json.get("url").textValue()).isEqualTo(url);
        assertThat(json.get("website").textValue()).isEqualTo(website);
        assertThat(json.get("errorType").textValue()).isEqualTo(errorType);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void text_that_came_over_the_wire_stays_that_text(
            @ForAll("texts") String protocolVersion,
            @ForAll("texts") String peerAddress,
            @ForAll("texts") String requestHeader,
            @ForAll("texts") String requestHeaderName,
            @ForAll("texts") String responseHeader)
            throws IOException {
        JsonNode json = json(new RecordedRequests()
                .headers(Map.of(requestHeaderName, requestHeader))
                .exchange(new Exchange(
                        Optional.empty(),
                        PhaseNanos.UNSEEN,
                        BodySizes.UNSEEN,
                        Optional.of(protocolVersion),
                        Optional.of(new Peer(peerAddress, 443)),
                        Map.of("x", responseHeader))));

        assertThat(json.get("protocolVersion").textValue()).isEqualTo(protocolVersion);
        assertThat(json.get("peerAddress").textValue()).isEqualTo(peerAddress);
        assertThat(json.get("requestHeaders").size()).isEqualTo(1);
        assertThat(json.get("requestHeaders").get(requestHeaderName).textValue())
                .isEqualTo(requestHeader);
        assertThat(json.get("responseHeaders").get("x").textValue()).isEqualTo(responseHeader);
    }

    /** Up to 16 characters, half of them such as JSON escapes, or as mean something to it. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.of(
                                "\"", "\\", "\n", "\r", "\t", "\b", "\f", "\u0001", "\u001f", "{", "}", ",", ":"),
                        Arbitraries.of("a", "/", "<", "\u007f", "é", "ß", "\u2028", "世", "😀"))
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }

    private JsonNode json(RecordedRequests request) throws IOException {
        return mapper.readTree(mapper.writeValueAsBytes(request.recorded()));
    }
}
