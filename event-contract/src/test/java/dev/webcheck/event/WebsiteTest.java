package dev.webcheck.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebsiteTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "http://example.com -> example.com",
                "HTTPS://API.Example.COM/v1/Orders -> api.example.com",
                "http://example.com:80/ -> example.com",
                "https://example.com:443?q -> example.com",
                "http://example.com:443#f -> example.com:443",
                "https://example.com:80 -> example.com:80",
                "http://example.com:/ -> example.com",
                "http://example.com:00080/ -> example.com",
                "http://example.com:0/ -> example.com:0",
                "http://example.com:65535/ -> example.com:65535",
                "http://user:pass@example.com:8080/ -> example.com:8080",
                "http://a@b@c/ -> c",
                "http://user@[::1]:8080/ -> [::1]:8080",
                "http://h/p@q -> h",
                "http://h?p@q:9 -> h",
                "http://h#p@q:9 -> h",
                "http://[2001:DB8::1]/ -> [2001:db8::1]",
                "http://[::ffff:192.0.2.1]:81/ -> [::ffff:192.0.2.1]:81",
                "http://[FE80::1%25eth0]/ -> [fe80::1%25eth0]",
                "http://[fe80::1%eth0]:80/ -> [fe80::1%eth0]",
                "http://127.0.0.1:9/ -> 127.0.0.1:9",
                "http://localhost -> localhost",
                "http://my_service.internal/ -> my_service.internal",
                "http://-a.b-/ -> -a.b-",
                "http://example.com./ -> example.com.",
                "http://BÜCHER.example/ -> bücher.example",
                "http://例え.テスト/ -> 例え.テスト",
                "http://i❤️.ws/ -> i❤️.ws",
                "http://l·l.cat/ -> l·l.cat",
                "http://h/a b?c d -> h",
                "http://h/%zz\\ -> h",
            })
    void is_the_host_in_lower_case_with_an_unusual_port(String url, String website) {
        assertThat(Website.of(url).orElse("no")).isEqualTo(website);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http",
                "http:",
                "http:/",
                "http://",
                "https://",
                "http:///",
                "http://?",
                "http://#",
                "http://@",
                "http://@/",
                "http://u@/",
                "http://:80/",
                "http://.",
                "http://..",
                "http://.a",
                "http://a..b",
                "//h/",
                "/path",
                "h",
                "h:80",
                "ftp://h/",
                "httpx://h/",
                "http:h",
                "http:\\\\h\\",
                " http://h/",
                "file:///etc",
                "http://h:65536/",
                "http://h:999999/",
                "http://h:-1/",
                "http://h:+1/",
                "http://h:8a/",
                "http://h:٨٠/",
                "http://h:80:80/",
                "http://a:b:c/",
                "http://a b/",
                "http://a\tb/",
                "http://a\nb/",
                "http://h\n",
                "http://h/\n",
                "http://h/\0",
                "http://h/\u0085",
                "http://h/\u007f",
                "http://a\u0001/",
                "http://u\r@h/",
                "http://a\\b/",
                "http://good\\@evil/",
                "http://a%41/",
                "http://a%/",
                "http://a,b/",
                "http://a;b/",
                "http://a'b/",
                "http://a\"b/",
                "http://a<b>/",
                "http://a|b/",
                "http://a*b/",
                "http://a$b/",
                "http://a!/",
                "http://[/",
                "http://[]/",
                "http://]/",
                "http://[::1/",
                "http://::1/",
                "http://[::1]a/",
                "http://[::1]]/",
                "http://[1.2.3.4]/",
                "http://[localhost]/",
                "http://[abc]/",
                "http://[::g]/",
                "http://[1::2::3]/",
                "http://[::1%]/",
                "http://[::1%a/b]/",
                "http://[::1%a b]/",
                "http://[v1.a:b]/",
                "http://a[::1]/",
                "http://a\u200db/",
                "http://a\u202eb/",
                "http://a\u3000b/",
                "http://a\uff0fb/",
                "http://a\uff20b/",
                "http://a\u2028b/",
                "http://\ud800/",
                "http://\ue000/"
            })
    void there_is_none_without_a_host_that_makes_sense(String url) {
        assertThat(Website.of(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 254})
    void a_host_may_have_up_to_254_characters(int length) {
        assertThat(Website.of("http://" + "a".repeat(length))).contains("a".repeat(length));
        assertThat(Website.of("http://" + "a".repeat(length + 254))).isEmpty();
    }

    @Property
    void whatever_the_text_a_website_is_lower_case_without_blanks_and_stands_for_itself(
            @ForAll @From("almostUrls") String url) {
        Website.of(url).ifPresent(website -> {
            assertThat(website).isEqualTo(website.toLowerCase(Locale.ROOT)).isNotEmpty();
            assertThat(website.codePoints()).noneMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c));
            boolean http = url.regionMatches(true, 0, "http:", 0, 5);
            assertThat(Website.of((http ? "http://" : "https://") + website)).contains(website);
        });
    }

    @Provide
    Arbitrary<String> almostUrls() {
        Arbitrary<String> piece = Arbitraries.oneOf(
                Arbitraries.of(
                        "a", "B", "İ", "ß", ".", ":", "@", "[", "]", "::1", "80", "443", "/", "?", "#", "%", "\\", " "),
                Arbitraries.strings().ofLength(1));
        return Arbitraries.of("http://", "HTTPS://", "http:/", "")
                .flatMap(scheme -> piece.list().ofMaxSize(8).map(pieces -> scheme + String.join("", pieces)));
    }
}
