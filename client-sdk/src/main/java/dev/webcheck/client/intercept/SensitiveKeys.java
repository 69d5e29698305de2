package dev.webcheck.client.intercept;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** In lower case, without separators. */
    private final Set<String> names;

    SensitiveKeys(Set<String> names) {
        this.names = names.stream().map(SensitiveKeys::plain).collect(Collectors.toUnmodifiableSet());
    }

    private static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        name.chars().filter(c -> !isSeparator((char) c)).forEach(c -> plain.append((char) c));
        return plain.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean isSeparator(char c) {
        return c == '-' || c == '_' || c == '.' || c == '+' || Character.isWhitespace(c) || c == 0;
    }

    /** Whether a parameter of this name, as it stands in the URL, holds a secret. */
    boolean contains(String rawKey) {
        return hasSensitivePart(rawKey) || (rawKey.indexOf('%') >= 0 && hasSensitivePart(percentDecoded(rawKey)));
    }

    /** Also {@code user[password]} and {@code auth:token}: each part by itself. */
    private boolean hasSensitivePart(String key) {
        StringBuilder part = new StringBuilder(key.length());
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c == '[' || c == ']' || c == ':' || c == '/') {
                if (isSensitive(part)) {
                    return true;
                }
                part.setLength(0);
            } else if (!isSeparator(c)) {
                part.append(c);
            }
        }
        return isSensitive(part);
    }

    private boolean isSensitive(StringBuilder part) {
        return names.contains(part.toString().toLowerCase(Locale.ROOT));
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
