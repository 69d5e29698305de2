package dev.webcheck.client.intercept;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The names of query parameters whose values are secrets. Case, {@code -}, {@code _} and {@code .} make no difference, nor
 * does percent-encoding. This class is threadsafe.
 */
final class SensitiveKeys {

    /** OpenTelemetry's list, and what else is in common use. */
    static final Set<String> DEFAULTS = Set.of(
            "xamzsignature",
            "xamzcredential",
            "xamzsecuritytoken",
            "awsaccesskeyid",
            "signature",
            "sig",
            "xgoogsignature",
            "xgoogcredential",
            "token",
            "accesstoken",
            "refreshtoken",
            "idtoken",
            "authtoken",
            "sessiontoken",
            "csrftoken",
            "xsrftoken",
            "oauthtoken",
            "oauthsignature",
            "clientassertion",
            "assertion",
            "samlresponse",
            "key",
            "apikey",
            "xapikey",
            "accesskey",
            "secretkey",
            "privatekey",
            "apisecret",
            "password",
            "passwd",
            "passphrase",
            "pass",
            "pwd",
            "pin",
            "otp",
            "secret",
            "clientsecret",
            "code",
            "codeverifier",
            "auth",
            "authorization",
            "credential",
            "credentials",
            "bearer",
            "session",
            "sessionid",
            "jsessionid",
            "phpsessid",
            "sid",
            "jwt");

    /** In lower case, without separators, by their length. */
    private final String[][] names;

    SensitiveKeys(Set<String> names) {
        Map<Integer, List<String>> byLength =
                names.stream().map(SensitiveKeys::plain).distinct().collect(Collectors.groupingBy(String::length));
        int longest =
                byLength.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
        this.names = IntStream.rangeClosed(0, longest)
                .mapToObj(length -> byLength.getOrDefault(length, List.of()).toArray(String[]::new))
                .toArray(String[][]::new);
    }

    private static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            if (!isSeparator(name.charAt(i))) {
                plain.append(Character.toLowerCase(name.charAt(i)));
            }
        }
        return plain.toString();
    }

    private static boolean isSeparator(char c) {
        return c == '-' || c == '_' || c == '.' || c == '+' || Character.isWhitespace(c) || c == 0;
    }

    /** Whether a parameter whose name stands there in a URL holds a secret. */
    boolean contains(String url, int from, int to) {
        if (hasSensitivePart(url, from, to)) {
            return true;
        }
        int escape = url.indexOf('%', from);
        if (escape < 0 || escape >= to) {
            return false;
        }
        String decoded = percentDecoded(url.substring(from, to));
        return hasSensitivePart(decoded, 0, decoded.length());
    }

    /** Also {@code user[password]} and {@code auth:token}: each part by itself. */
    private boolean hasSensitivePart(String text, int from, int to) {
        int part = from;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '[' || c == ']' || c == ':' || c == '/') {
                if (isSensitive(text, part, i)) {
                    return true;
                }
                part = i + 1;
            }
        }
        return isSensitive(text, part, to);
    }

    private boolean isSensitive(String text, int from, int to) {
        int length = 0;
        for (int i = from; i < to; i++) {
            length += isSeparator(text.charAt(i)) ? 0 : 1;
        }
        if (length < names.length) {
            for (String name : names[length]) {
                if (isName(name, text, from, to)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isName(String name, String text, int from, int to) {
        int at = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!isSeparator(c) && Character.toLowerCase(c) != name.charAt(at++)) {
                return false;
            }
        }
        return true;
    }

    /** ASCII is all that the names need; what is no valid escape stays. */
    private static String percentDecoded(String text) {
        StringBuilder decoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' && i + 2 < text.length()) {
                int high = Character.digit(text.charAt(i + 1), 16);
                int low = Character.digit(text.charAt(i + 2), 16);
                if (high >= 0 && low >= 0) {
                    decoded.append((char) (high * 16 + low));
                    i += 2;
                    continue;
                }
            }
            decoded.append(c);
        }
        return decoded.toString();
    }
}
