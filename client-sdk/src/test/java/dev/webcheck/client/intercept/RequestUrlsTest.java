package dev.webcheck.client.intercept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webcheck.event.redaction.Redaction;
import dev.webcheck.event.redaction.RedactionSettings;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestUrlsTest {

    private static final int LONGEST = 2_048;
    private static final RequestUrls URLS = new RequestUrls(new Redaction(RedactionSettings.DEFAULT), LONGEST);

    private static final HttpHost TARGET = new HttpHost("https", "target.example", 8443);

    @Test
    void the_url_of_a_request_is_what_was_asked_for() {
        assertThat(url(new HttpGet("https://shop.example:8443/a/b?c=d&e"), TARGET))
                .isEqualTo("https://shop.example:8443/a/b?c=d&e");
    }

    @Test
    void a_request_without_scheme_and_authority_has_those_of_its_target() {
        assertThat(url(new BasicHttpRequest("GET", "/a"), TARGET)).isEqualTo("https://target.example:8443/a");
    }

    @Test
    void user_info_is_redacted() {
        HttpGet request = new HttpGet(URI.create("http://joe:secret@shop.example/a"));
        assertThat(url(request, TARGET))
                .doesNotContain("joe")
                .doesNotContain("secret")
                .isEqualTo("http://REDACTED:REDACTED@shop.example/a");
    }

    @Test
    void a_scheme_that_no_event_can_hold_is_refused() {
        assertThatThrownBy(() -> url("gopher", "h", -1, false, "/")).hasMessageContaining("gopher");
    }

    @Test
    void the_fragment_is_dropped() {
        assertThat(redacted("/a?b=c#access_token=hidden")).isEqualTo("/a?b=c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Amz-Signature",
                "X-Amz-Credential",
                "X-Amz-Security-Token",
                "AWSAccessKeyId",
                "Signature",
                "sig",
                "X-Goog-Signature",
                "token",
                "TOKEN",
                "access_token",
                "accessToken",
                "access-token",
                "refresh_token",
                "id_token",
                "api_key",
                "apikey",
                "api.key",
                "key",
                "password",
                "passwd",
                "pwd",
                "secret",
                "client_secret",
                "code",
                "auth",
                "authorization",
                "session",
                "jwt",
                "%74oken",
                "tok%65n",
                "api%5Fkey",
                "user[password]",
                "user%5Bpassword%5D"
            })
    void the_values_of_sensitive_parameters_are_redacted_and_their_keys_kept(String key) {
        assertThat(redacted("/a?x=1&" + key + "=hid=den&y=2")).isEqualTo("/a?x=1&" + key + "=REDACTED&y=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"q", "page", "tokens_left", "keyword", "encode", "postcode", "%", "%7", "%zz", ""})
    void other_values_stay(String key) {
        assertThat(redacted("/a?" + key + "=seen")).isEqualTo("/a?" + key + "=seen");
    }

    @ParameterizedTest
    @CsvSource({
        "/a?token=hid;den&b=c, /a?token=REDACTED&b=c",
        "/a?b=c;token=hidden, /a?b=c;token=REDACTED",
        "/a?u=http://b/?token=hidden, /a?u=http://b/?token=REDACTED",
        "/a;jsessionid=hidden/b?c=d, /a;jsessionid=REDACTED/b?c=d",
        "/a?token=, /a?token=REDACTED",
        "/a?token, /a?token",
        "?token=hidden, ?token=REDACTED",
        "a/b, /a/b",
        "*, /*",
        "http://joe:secret@proxied.example/a, /a",
    })
    void separators_are_taken_at_their_widest(String path, String expected) {
        assertThat(redacted(path)).isEqualTo(expected);
    }

    @Test
    void a_long_url_is_cut_and_not_inside_of_a_character() {
        String url = url("http", "a", -1, false, "/" + "x".repeat(LONGEST - 10) + "\uD83D\uDE00yy");
        assertThat(url).hasSize(LONGEST - 1).endsWith("x");
    }

    @Test
    void what_cannot_be_stored_is_percent_encoded() {
        assertThat(redacted("/a\0b\n\uD800c\uD83D\uDE00")).isEqualTo("/a%00b%0A%EF%BF%BDc\uD83D\uDE00");
    }

    @ParameterizedTest
    @CsvSource({
        "::1, http://[::1]/",
        "[::1], http://[::1]/",
        "fe80::1%eth0, http://[fe80::1]/",
        "'a b', http://a_b/",
        "'', http://_/",
        "a:b:xyz, http://a_b_xyz/",
        ".a..b, http://_a._b/",
        "bücher.example, http://bücher.example/",
    })
    void every_host_gets_a_form_that_an_event_can_hold(String host, String expected) {
        assertThat(url("http", host, -1, false, "/")).isEqualTo(expected);
    }

    private static String redacted(String path) {
        return url("http", "h", -1, false, path).substring("http://h".length());
    }

    private static String url(String scheme, String host, int port, boolean userInfo, String path) {
        return URLS.of(scheme, host, port, userInfo, path).toString();
    }

    private static String url(HttpRequest request, HttpHost target) {
        return URLS.of(request, target).toString();
    }
}
