package dev.webcheck.ingest.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webcheck.event.EndOutcome;
import dev.webcheck.event.Event;
import dev.webcheck.event.EventCodec;
import dev.webcheck.event.Exchange;
import dev.webcheck.event.JsonSlice;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.RequestIds;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EventRedactionTest {

    private static final int LARGEST = 1 << 20;

    private final EventCodec codec = new EventCodec();
    private final EventRedaction redaction = new EventRedaction(Optional.empty(), false);

    @Example
    void an_event_without_secrets_keeps_its_bytes() {
        byte[] json = codec.encode(begin("https://h/a?page=2", Map.of("accept", "text/html")));
        assertThat(redacted(json)).isSameAs(json);
    }

    @Example
    void only_the_strings_with_secrets_are_written_again() {
        String json = spaced(
                "https:\\/\\/h/\\u00fc\u00fc?token=hidden&b=\\\"c",
                "\"referer\" : \"https://h/?code=hid\\u0064en\", \"accept\":\"text\\/html\", \"x-api-key\":\"hidden\"");
        assertThat(new String(redacted(json.getBytes(UTF_8)), UTF_8))
                .isEqualTo(spaced(
                        "https://h/\u00fc\u00fc?token=REDACTED&b=\\\"c",
                        "\"referer\" : \"https://h/?code=REDACTED\", \"accept\":\"text\\/html\","
                                + " \"x-api-key\":\"REDACTED\""));
    }

    @Example
    void headers_of_responses_are_redacted_too() {
        Exchange unseen = Exchange.UNSEEN;
        Event event = new RequestCompleted(
                RequestIds.next(),
                UUID.randomUUID(),
                EndOutcome.COMPLETED,
                Duration.ofMillis(1),
                OptionalInt.of(302),
                Optional.empty(),
                new Exchange(
                        unseen.phase(),
                        unseen.phases(),
                        unseen.sizes(),
                        unseen.protocolVersion(),
                        unseen.peer(),
                        Map.of("location", "https://joe:hidden@h/cb?state=open&access_token=hidden")));
        assertThat(((RequestCompleted) codec.decode(redacted(codec.encode(event))))
                        .exchange()
                        .responseHeaders())
                .containsEntry("location", "https://REDACTED:REDACTED@h/cb?state=open&access_token=REDACTED");
    }

    @Example
    void what_grows_stays_within_what_an_event_may_have() {
        String url = "https://h/?" + "&pin=1".repeat(1_360);
        byte[] json = codec.encode(begin(url, Map.of("referer", "?pin=1" + "&pin=1".repeat(169))));
        RequestBegin event = (RequestBegin) codec.decode(redacted(json));
        assertThat(event.url()).doesNotContain("=1").hasSize(8_192);
        assertThat(event.headers().get("referer")).doesNotContain("=1").hasSize(1_024);

        byte[] bounded = redacted(redaction, json, json.length);
        assertThat(bounded).hasSizeLessThanOrEqualTo(json.length);
        assertThat(((RequestBegin) codec.decode(bounded)).url()).doesNotContain("=1");
    }

    @Example
    void the_operator_sets_the_names_as_in_the_sdk() {
        byte[] json = codec.encode(begin("https://h/?voucher=1&token=2&page=3", Map.of()));
        assertThat(url(new EventRedaction(Optional.of("+voucher,-token"), false), json))
                .isEqualTo("https://h/?voucher=REDACTED&token=2&page=3");
        assertThat(url(new EventRedaction(Optional.empty(), true), json))
                .isEqualTo("https://h/?voucher=REDACTED&token=REDACTED&page=REDACTED");
        assertThatThrownBy(() -> new EventRedaction(Optional.of("a b"), false))
                .hasMessageContaining("webcheck.sensitive-parameters is \"a b\"");
    }

    @Property(tries = 300)
    void a_redacted_event_is_valid_and_has_no_more_secrets(@ForAll("urls") String url, @ForAll("texts") String header) {
        RequestBegin event = begin(url, Map.of("x-any", header, "location", url));
        byte[] json = codec.encode(event);
        byte[] once = redacted(json);
        RequestBegin redacted = (RequestBegin) codec.decode(once);
        assertThat(redacted.url()).doesNotContain("5ecre7");
        assertThat(redacted.headers()).containsOnlyKeys(event.headers().keySet());
        assertThat(redacted.id()).isEqualTo(event.id());
        assertThat(redacted(once)).isSameAs(once);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("ab=&;?/%41\\\"{}[]:, \u00e9\u20ac")
                .ofMaxLength(40);
    }

    @Provide
    Arbitrary<String> urls() {
        return texts().map(text -> "https://h/a?x=" + text + "&token=5ecre7");
    }

    private byte[] redacted(byte[] json) {
        return redacted(redaction, json, LARGEST);
    }

    private byte[] redacted(EventRedaction by, byte[] json, int largest) {
        JsonSlice whole = new JsonSlice(0, json.length);
        return by.redacted(codec.decode(json), json, whole, largest).orElse(json);
    }

    private String url(EventRedaction by, byte[] json) {
        return ((RequestBegin) codec.decode(redacted(by, json, LARGEST))).url();
    }

    private static RequestBegin begin(String url, Map<String, String> headers) {
        UUID id = RequestIds.next();
        return new RequestBegin(id, id, 1, UUID.randomUUID(), "shop", "GET", url, Optional.empty(), headers);
    }

    /** A begin as nobody's codec writes it, with fields that no event has. */
    private static String spaced(String url, String headers) {
        return "{ \"later\" : {\"url\":\"?token=stays\", \"n\":1.50},\t\"type\":\"RequestBegin\","
                + "\"id\":\"01900000-0000-7000-8000-000000000000\",\"callId\":\"01900000-0000-7000-8000-000000000000\","
                + "\"attempt\":1 , \"instanceId\":\"550e8400-e29b-41d4-a716-446655440000\",\"service\":\"sh\\u006fp\","
                + "\"method\":\"GET\", \"url\" :\"" + url + "\"\r\n, \"requestHeaders\":{" + headers
                + "}, \"last\":[{\"url\":\"?token=stays\"}] }";
    }
}
