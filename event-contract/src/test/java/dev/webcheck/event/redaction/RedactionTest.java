package dev.webcheck.event.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    private static final Redaction REDACTION = new Redaction(RedactionSettings.DEFAULT);
    private static final String JWT =
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api_token",
                "device_code",
                "id_token_hint",
                "SAMLRequest",
                "SAMLResponse",
                "nonce",
                "ticket",
                "hmac",
                "app_key",
                "subscription-key",
                "new_password",
                "passcode",
                "secretAccessKey",
                "csrf",
                "_csrf",
                "csrf_token",
                "csrfmiddlewaretoken",
                "XSRF-TOKEN",
                "authenticity_token",
                "__RequestVerificationToken",
                "email",
                "userEmail",
                "card",
                "cardNumber",
                "cvv",
                "cvv2",
                "iban",
                "data.token",
                "data[token]",
                "data%5Btoken%5D",
                "tok%2565n",
                "mytoken",
                "APIKEY",
                "ApiKey",
                "apiKEY",
                "AWSAccessKeyId",
                "accesskeyid",
                "oauth2_token",
                "password1",
                "auth:token",
                "login_hint",
                "X-Amz-Signature",
                "connect.sid"
            })
    void the_value_of_a_sensitive_parameter_is_redacted_and_its_name_kept(String name) {
        assertThat(redacted("/a?x=1&" + name + "=hid=den;x?y&y=2")).isEqualTo("/a?x=1&" + name + "=REDACTED&y=2");
    }

    @ParameterizedTest
    @CsvSource({
        "state, open",
        "state, waitingForApproval",
        "state, NY",
        "page_token, CAUQAAx7a1b2",
        "nextPageToken, CAUQAAx7a1b2",
        "next_token, CAUQAAx7a1b2",
        "continuation-token, CAUQAAx7a1b2",
        "sort_key, a1b2c3d4e5",
        "primary_key, a1b2c3d4e5",
        "partitionKey, a1b2c3d4e5",
        "idempotency_key, 550e8400-e29b-41d4-a716-446655440000",
        "publicKey, a1b2c3d4e5",
        "issue_key, PROJ-12345",
        "keyword, a1b2c3d4e5",
        "keyboard, a1b2c3d4e5",
        "monkey, a1b2c3d4e5",
        "author, a1b2c3d4e5",
        "authority, a1b2c3d4e5",
        "tokenize, a1b2c3d4e5",
        "tokens_left, a1b2c3d4e5",
        "max_tokens, 100",
        "token_type, Bearer",
        "passenger, a1b2c3d4e5",
        "compass, a1b2c3d4e5",
        "country_code, DE",
        "postal_code, SW1A1AA",
        "error_code, E4711",
        "postcode, SW1A1AA",
        "encode, a1b2c3d4e5",
        "email_verified, true",
        "has_password, true",
        "phone_number_type, mobile",
        "CallSid, CA0123456789abcdef0123456789abcdef",
        "client_id, a1b2c3d4e5f6a7b8",
        "grant_type, authorization_code",
        "access_type, offline",
        "X-Amz-Algorithm, AWS4-HMAC-SHA256",
        "X-Amz-Date, 20260101T000000Z",
        "sha, 0123456789abcdef0123456789abcdef01234567",
        "cursor, eyJpZCI6MTAwLCJvIjoxfQ",
        "nonexistent, a1b2c3d4e5",
        "spin, a1b2c3d4e5",
        "shipping, a1b2c3d4e5",
        "secretary, a1b2c3d4e5",
        "secretariat, a1b2c3d4e5",
        "signal, a1b2c3d4e5",
        "design, a1b2c3d4e5",
    })
    void the_value_of_a_harmless_parameter_stays(String name, String value) {
        assertThat(redacted("/a?" + name + "=" + value)).isEqualTo("/a?" + name + "=" + value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "af0ifjsldkj",
                "550e8400-e29b-41d4-a716-446655440000",
                "xcoivjuywkdkhvusuye3kch",
                "SGVsbG8gd29ybGQhISE",
                "a%2Fb0c1d2e3f4"
            })
    void a_state_that_looks_random_is_one_of_oauth(String value) {
        assertThat(redacted("/a?state=" + value)).isEqualTo("/a?state=REDACTED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                JWT,
                "ghp_0123456789abcdefghijABCDEFGHIJ012345",
                "github_pat_11ABCDEFG0123456789_abc",
                "xoxb-123456789012-abcdefABCDEF",
                "sk_live_0123456789abcdef",
                "AKIAIOSFODNN7EXAMPLE",
                "AIzaSyA0123456789abcdefghijklmnopqrstuv",
                "SG.0123456789abcdefghij.0123456789",
                "glpat-0123456789abcdefghij"
            })
    void a_token_of_a_known_form_is_redacted_wherever_it_stands(String token) {
        assertThat(redacted("/a?page=" + token + "&b=1")).isEqualTo("/a?page=REDACTED&b=1");
        assertThat(redacted("/a?" + token)).isEqualTo("/a?REDACTED");
        assertThat(redacted("/a/" + token + "/b")).isEqualTo("/a/REDACTED/b");
        assertThat(redacted("/a?u=http%3A%2F%2Fb%2F" + token + "%2Fc")).isEqualTo("/a?u=http%3A%2F%2Fb%2FREDACTED%2Fc");
        assertThat(REDACTION.headerValue("x-any", "say " + token)).isEqualTo("say REDACTED");
    }

    @ParameterizedTest
    @CsvSource({
        "/a?token=hid;den&b=c, /a?token=REDACTED&b=c",
        "/a?b=c;token=hidden, /a?b=c;token=REDACTED",
        "/a?u=http://b/?token=hidden, /a?u=http://b/?token=REDACTED",
        "/a?u=token=hidden, /a?u=token=REDACTED",
        "/a?u=http%3A%2F%2Fb%2F%3Fx%3D1%26token%3Dhidden%26y%3D2&z=3, /a?u=http%3A%2F%2Fb%2F%3Fx%3D1%26token%3DREDACTED%26y%3D2&z=3",
        "/a?u=http%253A%252F%252Fb%253Ftoken%253Dhidden%2526y&z=3, /a?u=http%253A%252F%252Fb%253Ftoken%253DREDACTED%2526y&z=3",
        "/a?u=https://joe:hidden@b/c, /a?u=https://REDACTED:REDACTED@b/c",
        "/a?u=https%3A%2F%2Fjoe%3Ahidden%40b%2Fc, /a?u=https%3A%2F%2FREDACTED%3AREDACTED%40b%2Fc",
        "/a?u=http%3A%2F%2Fb%2F%23access_token%3Dhidden, /a?u=http%3A%2F%2Fb%2F%23access_token%3DREDACTED",
        "/a?u=%2Finvite%2FXy12, /a?u=%2Finvite%2FREDACTED",
        "/a;jsessionid=hidden/b?c=d, /a;jsessionid=REDACTED/b?c=d",
        "/a%3Bjsessionid%3Dhidden/b, /a%3Bjsessionid%3DREDACTED/b",
        "/a%253Bjsessionid%253Dhidden/b, /a%253Bjsessionid%253DREDACTED/b",
        "/a/token=hidden/b, /a/token=REDACTED/b",
        "/a?token=, /a?token=REDACTED",
        "/a?token, /a?token",
        "/a?auth=Bearer%20abcdef, /a?auth=REDACTED",
        "/a?h=Bearer%20abcdEF12, /a?h=Bearer%20REDACTED",
        "/a?b#token=hidden, /a?b",
        "a/b, /a/b",
        "?token=hidden, ?token=REDACTED",
        "*, /*",
    })
    void separators_are_taken_at_their_widest_and_escapes_are_resolved(String path, String expected) {
        assertThat(redacted(path)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"token\":\"hidden\",\"x\":1} | {\"token\":\"REDACTED\",\"x\":1}",
                "{\"a\":{\"new_password\" : \"hid\\\"den\",\"x\":1}} | {\"a\":{\"new_password\" : \"REDACTED\",\"x\":1}}",
                "{\"pin\":1234,\"x\":1} | {\"pin\":REDACTED,\"x\":1}",
                "{\"secrets\":[\"a\",\"b]\"],\"x\":1} | {\"secrets\":REDACTED,\"x\":1}",
                "{\"u\":\"http://b/?token=hidden\",\"x\":1} | {\"u\":\"http://b/?token=REDACTED\",\"x\":1}",
                "{\"s\":\"{\\\"token\\\":\\\"hidden\\\"}\",\"x\":1} | {\"s\":\"{\\\"token\\\":REDACTED}\",\"x\":1}",
                "{\"u\":\"http:\\/\\/b\\/?q=1\\u0026token=hidden\"} | {\"u\":\"http:\\/\\/b\\/?q=1\\u0026token=REDACTED\"}",
                "{\"state\":\"open\",\"sort_key\":\"a1b2c3d4e5\"} | {\"state\":\"open\",\"sort_key\":\"a1b2c3d4e5\"}",
            })
    void names_in_json_count(String json, String expected) {
        assertThat(redacted("/a?filter=" + json.strip() + "&b=1"))
                .doesNotContain("hidden")
                .startsWith("/a?filter={")
                .endsWith("&b=1");
        assertThat(redacted("/a?filter=" + encoded(json.strip()) + "&b=1"))
                .isEqualTo("/a?filter=" + encoded(expected.strip()) + "&b=1");
        assertThat(REDACTION.headerValue("x-any", json.strip())).isEqualTo(expected.strip());
    }

    @ParameterizedTest
    @CsvSource({
        "/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX, /services/REDACTED/REDACTED/REDACTED",
        "/api/webhooks/123456789012345678/AbCdEf123456_xyzABCDEF12345, /api/webhooks/123456789012345678/REDACTED",
        "/bot123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11/getMe, /botREDACTED/getMe",
        "/bot123456%3AABC-DEF1234ghIkl-zyx57W2v1u123ew11/getMe, /botREDACTED/getMe",
        "/webhookb2/a1b2@c3d4/IncomingWebhook/abcdef0123/x, /webhookb2/REDACTED/IncomingWebhook/REDACTED/x",
        "/hooks/catch/123456/abcde12/, /hooks/catch/REDACTED/REDACTED/",
        "/reset-password/abc123, /reset-password/REDACTED",
        "/users/password_reset/MQ/5x3-0123456789abcdef0123, /users/password_reset/MQ/REDACTED",
        "/resetPassword/abc123?x=1, /resetPassword/REDACTED?x=1",
        "/invite/Xy12, /invite/REDACTED",
        "/invite/accept/Xy12, /invite/accept/REDACTED",
        "/verify/123456, /verify/REDACTED",
        "/token/abc123, /token/REDACTED",
        "/share/Ab3dE5f7, /share/REDACTED",
        "/verify-email/550e8400-e29b-41d4-a716-446655440000, /verify-email/REDACTED",
        "/trigger/door/with/key/abcDEF0123456789xyz, /trigger/door/with/key/REDACTED",
        "/v1/sessions/abcDEF0123456789ghi/items, /v1/sessions/REDACTED/items",
    })
    void secrets_in_well_known_paths_are_redacted(String path, String expected) {
        assertThat(redacted(path)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/carts/8f14e45f/items?page=2&size=50",
                "/users/550e8400-e29b-41d4-a716-446655440000/orders/123456",
                "/invite/accept",
                "/verify/email",
                "/v2/invites/42",
                "/tokens/550e8400-e29b-41d4-a716-446655440000",
                "/webhooks/github",
                "/services/checkout/health",
                "/services/507f1f77bcf86cd799439011/health",
                "/bots/123456",
                "/a/b=c;d=e/f",
                "/search?q=100%25+of%20all",
            })
    void other_paths_stay(String path) {
        assertThat(redacted(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
        "http://joe:hidden@shop.example/a, http://REDACTED:REDACTED@shop.example/a",
        "http://joe@shop.example, http://REDACTED@shop.example",
        "http://REDACTED:REDACTED@h/a, http://REDACTED:REDACTED@h/a",
        "https://h:8443/a?token=hidden#x, https://h:8443/a?token=REDACTED",
        "https://h?token=hidden, https://h?token=REDACTED",
        "https://h/token@x/b, https://h/token@x/b",
    })
    void a_whole_url_is_redacted_too(String url, String expected) {
        assertThat(REDACTION.url(url)).isEqualTo(expected);
    }

    @Test
    void what_has_no_secret_is_the_same_object() {
        String url = "https://h:8443/a/b?c=d";
        assertThat(REDACTION.url(url)).isSameAs(url);
        String value = "text/html, */*;q=0.5";
        assertThat(REDACTION.headerValue("accept", value)).isSameAs(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "referer | https://h/a?token=hidden&b=1 | https://h/a?token=REDACTED&b=1",
                "location | /cb?code=hidden#access_token=hidden | /cb?code=REDACTED",
                "location | https://joe:hidden@h/invite/Xy12 | https://REDACTED:REDACTED@h/invite/REDACTED",
                "link | <https://h/a?access_token=hidden>; rel=\"next\" | <https://h/a?access_token=REDACTED>; rel=\"next\"",
                "www-authenticate | Digest realm=\"a\", nonce=\"hidden\", qop=\"auth\" | Digest realm=\"a\", nonce=\"REDACTED\", qop=\"auth\"",
                "x-api-key | hidden | REDACTED",
                "x-auth-token | hidden | REDACTED",
                "x-forwarded-auth | Bearer abcDEF123456 | Bearer REDACTED",
                "signature | keyId=1 | REDACTED",
                "cache-control | max-age=60 | max-age=60",
                "idempotency-key | 550e8400-e29b-41d4-a716-446655440000 | 550e8400-e29b-41d4-a716-446655440000",
                "etag | \"33a64df551425fcc55e4d42a148795d9f25f89d4\" | \"33a64df551425fcc55e4d42a148795d9f25f89d4\"",
                "user-agent | Mozilla/5.0 (X11; Linux x86_64) Safari/537.36 | Mozilla/5.0 (X11; Linux x86_64) Safari/537.36",
                "content-type | text/html; charset=utf-8; boundary=a1b2c3d4e5 | text/html; charset=utf-8; boundary=a1b2c3d4e5",
                "x-request-id | a1b2c3d4e5f6 | a1b2c3d4e5f6",
            })
    void headers_are_redacted_by_the_same_rules(String name, String value, String expected) {
        assertThat(REDACTION.headerValue(name, value)).isEqualTo(expected);
    }

    @Test
    void the_operator_adds_names_and_takes_them_away() {
        Redaction redaction =
                new Redaction(new RedactionSettings(true, Set.of("voucher", "page-token"), Set.of("pin"), false));
        assertThat(redaction.url("http://h/?giftVoucher=1&page_token=2&pin=3&token=4&myvouchers=5"))
                .isEqualTo("http://h/?giftVoucher=REDACTED&page_token=REDACTED&pin=3&token=REDACTED&myvouchers=5");
    }

    @Test
    void the_names_of_the_operator_take_the_place_of_the_built_in_ones() {
        Redaction redaction = new Redaction(new RedactionSettings(false, Set.of("voucher"), Set.of(), false));
        assertThat(redaction.url("http://a:b@h/invite/Xy12?voucher=1&token=2&x=" + JWT))
                .isEqualTo("http://REDACTED:REDACTED@h/invite/REDACTED?voucher=REDACTED&token=2&x=REDACTED");
    }

    @Test
    void all_values_can_be_redacted() {
        Redaction redaction = new Redaction(RedactionSettings.DEFAULT.withAllParameters(true));
        assertThat(redaction.url("http://h/a;b=1?page=3&x&u=http://c/?d=4"))
                .isEqualTo("http://h/a;b=REDACTED?page=REDACTED&x&u=REDACTED");
        assertThat(redaction.headerValue("referer", "http://h/?page=3&sort=up"))
                .isEqualTo("http://h/?page=REDACTED&sort=REDACTED");
        assertThat(redaction.headerValue("cache-control", "max-age=60")).isEqualTo("max-age=60");
    }

    private static String redacted(String path) {
        StringBuilder out = new StringBuilder();
        REDACTION.appendPath(out, path);
        return out.toString();
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            encoded.append(
                    Letters.isAlphanumeric(c) || c == '_' ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return encoded.toString();
    }
}
