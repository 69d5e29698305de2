package dev.webcheck.event.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RedactionPropertiesTest {

    private static final Redaction REDACTION = new Redaction(RedactionSettings.DEFAULT);
    private static final Redaction OF_ALL = new Redaction(RedactionSettings.DEFAULT.withAllParameters(true));

    private static final String SECRET = "5ecre7";
    private static final Duration LONG = Duration.ofSeconds(2);

    /** One more wrapping of a text that holds a secret. */
    private enum Wrapping {
        ENCODED {
            @Override
            String around(String text) {
                StringBuilder encoded = new StringBuilder();
                for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
                    char c = (char) (b & 0xFF);
                    encoded.append(Letters.isOfToken(c) ? String.valueOf(c) : String.format("%%%02x", (int) c));
                }
                return encoded.toString();
            }
        },
        ENCODED_WHOLE {
            @Override
            String around(String text) {
                StringBuilder encoded = new StringBuilder();
                for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
                    encoded.append(String.format("%%%02X", b & 0xFF));
                }
                return encoded.toString();
            }
        },
        VALUE {
            @Override
            String around(String text) {
                return "page=1&next=" + ENCODED.around(text) + "&last=2";
            }
        },
        URL {
            @Override
            String around(String text) {
                return "https://shop.example/a/b?x=1&y=" + ENCODED.around(text);
            }
        },
        FRAGMENT {
            @Override
            String around(String text) {
                return ENCODED.around("https://shop.example/a#" + text);
            }
        },
        JSON {
            @Override
            String around(String text) {
                return ENCODED.around(
                        "{\"x\":[1,\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"],\"y\":2}");
            }
        };

        abstract String around(String text);
    }

    @Property(tries = 400)
    void no_secret_is_left_however_it_is_wrapped(
            @ForAll("secrets") String secret, @ForAll("wrappings") List<Wrapping> wrappings) {
        String wrapped = secret;
        for (Wrapping wrapping : wrappings) {
            wrapped = wrapping.around(wrapped);
        }
        String path = "/a?q=" + Wrapping.ENCODED.around(wrapped) + "&z=1";
        assertThat(appended(path)).doesNotContain(SECRET).doesNotContain(Wrapping.ENCODED_WHOLE.around(SECRET));
        if (path.length() <= Redaction.LONGEST) {
            assertThat(appended(path)).startsWith("/a?").endsWith("&z=1");
        }
        assertThat(REDACTION.headerValue("location", wrapped)).doesNotContain(SECRET);
    }

    @Property(tries = 400)
    void redacting_twice_changes_nothing_and_nothing_is_thrown(@ForAll("wild") String text) {
        for (Redaction redaction : List.of(REDACTION, OF_ALL)) {
            String url = redaction.url("http://h/" + text);
            assertThat(redaction.url(url)).isEqualTo(url);
            String value = redaction.headerValue("location", text);
            assertThat(redaction.headerValue("location", value)).isEqualTo(value);
            String state = redaction.headerValue("state", text);
            assertThat(redaction.headerValue("state", state)).isEqualTo(state);
        }
        String path = appended(text);
        assertThat(appended(path)).isEqualTo(path);
    }

    @Property(tries = 200)
    void what_was_redacted_by_one_is_not_changed_by_the_other(@ForAll("wild") String text) {
        String path = appended("/" + text);
        assertThat(REDACTION.url("http://h" + path)).isEqualTo("http://h" + path);
    }

    @Property(tries = 60)
    void long_and_hostile_texts_take_little_time(
            @ForAll("fragments") String fragment, @ForAll("fragments") String end) {
        String hostile = fragment.repeat(200_000 / fragment.length()) + end;
        assertTimeout(LONG, () -> {
            appended("/" + hostile);
            appended("/a?" + hostile);
            REDACTION.headerValue("location", hostile);
        });
    }

    @Provide
    Arbitrary<String> secrets() {
        return Arbitraries.of(
                "token=" + SECRET,
                "api_key=" + SECRET,
                "https://h/cb?x=1&code=" + SECRET,
                "https://joe:" + SECRET + "@h/",
                "https://h/reset-password/" + SECRET,
                "https://h/a;jsessionid=" + SECRET,
                "{\"user\":{\"password\":\"" + SECRET + "\"}}",
                "{\"pin\": [\"" + SECRET + "\"]}",
                "ghp_0123456789abcdef" + SECRET + "0123",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0." + SECRET);
    }

    @Provide
    Arbitrary<List<Wrapping>> wrappings() {
        return Arbitraries.of(Wrapping.class).list().ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> wild() {
        Arbitrary<String> fragments = fragments().list().ofMaxSize(12).map(parts -> String.join("", parts));
        return Arbitraries.oneOf(
                fragments,
                fragments,
                Arbitraries.strings()
                        .withChars("ab=&;?/%41\\\"{}[]:,+ #<>@eyJ.")
                        .ofMaxLength(60),
                Arbitraries.strings().ofMaxLength(40));
    }

    @Provide
    Arbitrary<String> fragments() {
        Arbitrary<String> texts = Arbitraries.of(
                "token",
                "=",
                "&",
                ";",
                "?",
                "/",
                "%",
                "%25",
                "%3D",
                "%26",
                "%22",
                "%5C",
                "\"",
                "\\",
                "\\\"",
                "{",
                "}",
                "[",
                "]",
                ":",
                "://",
                "@",
                ",",
                "+",
                " ",
                "<",
                ">",
                "#",
                "state",
                "key",
                "x_code",
                "code",
                "invite",
                "/invite/",
                "/catch/",
                "/hooks/",
                "abc9",
                "123456",
                "QwErTy123456QwErTy",
                "reset-password",
                "hooks",
                "bot1:",
                "services",
                "T00000000",
                "eyJ",
                "eyJhbGciOiJIUzI1NiJ9.",
                ".",
                "-",
                "_",
                "ghp_",
                "sk_live_",
                "Bearer",
                "Basic",
                "-----BEGIN",
                "a1b2c3d4e5f6",
                "REDACTED",
                "RED",
                "hidden",
                "page",
                "is",
                "type",
                "0",
                "user[",
                "\"token\":",
                "\"state\":",
                "password",
                "2F",
                "u0041",
                "\u00e9",
                "\uD83D\uDE00");
        return Arbitraries.oneOf(texts, Combinators.combine(texts, texts, texts).as((a, b, c) -> a + b + c));
    }

    private static String appended(String path) {
        StringBuilder out = new StringBuilder();
        REDACTION.appendPath(out, path);
        return out.toString();
    }
}
