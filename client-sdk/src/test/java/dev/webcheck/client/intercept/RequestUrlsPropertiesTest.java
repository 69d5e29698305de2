package dev.webcheck.client.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.event.EventCodec;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestIds;
import dev.webcheck.event.redaction.Redaction;
import dev.webcheck.event.redaction.RedactionSettings;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class RequestUrlsPropertiesTest {

    private static final int LONGEST = 2_048;
    private static final RequestUrls URLS = new RequestUrls(new Redaction(RedactionSettings.DEFAULT), LONGEST);

    private static final String SECRET = "5ecre7";

    private final EventCodec codec = new EventCodec();

    @Property
    void every_url_and_every_method_make_a_begin_that_can_be_written_and_read(
            @ForAll("wild") String method,
            @ForAll("wild") String host,
            @ForAll @IntRange(min = -1, max = 65_535) int port,
            @ForAll boolean userInfo,
            @ForAll("wild") String path) {
        RequestBegin begin = new RequestBegin(
                RequestIds.next(),
                UUID.randomUUID(),
                1,
                UUID.randomUUID(),
                "service",
                RequestMethod.of(method),
                url("http", host, port, userInfo, path),
                Optional.empty(),
                Map.of());

        assertThat(codec.decode(codec.encode(begin))).isEqualTo(begin);
        assertThat(begin.website()).isNotEmpty();
    }

    @Property
    void no_secret_is_left_wherever_its_parameter_stands(
            @ForAll("queries") String before, @ForAll("sensitiveKeys") String key, @ForAll("queries") String after) {
        String url = url("http", "h", -1, false, "/p?" + before + "&" + key + "=" + SECRET + "&" + after);

        assertThat(url).doesNotContain(SECRET);
        if (before.indexOf('#') < 0 && url.length() < LONGEST) {
            assertThat(url).contains(key + "=" + Redaction.REDACTED);
        }
    }

    @Property
    void redacting_twice_changes_nothing(@ForAll("queries") String query) {
        String once = url("http", "h", -1, false, "/p?" + query);
        assertThat(url("http", "h", -1, false, once.substring("http://h".length())))
                .isEqualTo(once);
    }

    @Provide
    Arbitrary<String> wild() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(40),
                Arbitraries.strings()
                        .withChars("/?#@:[]%&=; .\0\n\uD800\uDC00aZ0éß")
                        .ofMaxLength(40),
                Arbitraries.strings()
                        .withChars("ab/?=&%41\uD83D\uDE00")
                        .ofMinLength(2_000)
                        .ofMaxLength(9_000));
    }

    @Provide
    Arbitrary<String> queries() {
        return Arbitraries.strings().withChars("ab=&;?/%41[]+ #").ofMaxLength(30);
    }

    @Provide
    Arbitrary<String> sensitiveKeys() {
        return Arbitraries.of("token", "PassWord", "api_key", "%74oken", "X-Amz-Signature", "a[secret]", "code");
    }

    private static String url(String scheme, String host, int port, boolean userInfo, String path) {
        return URLS.of(scheme, host, port, userInfo, path).toString();
    }
}
