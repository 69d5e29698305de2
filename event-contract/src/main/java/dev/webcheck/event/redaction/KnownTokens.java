package dev.webcheck.event.redaction;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tokens that are known by their form, whatever they are called: JSON Web Tokens, the tokens of large services by their
 * prefixes, private keys, and what an {@code Authorization} header holds.
 */
final class KnownTokens {

    private record Form(String prefix, int least) {}

    private static final int LEAST_JWT_PART = 10;
    private static final int LEAST_CREDENTIALS = 8;
    private static final int LONGEST_PLAIN_WORD = 16;

    /** No token is shorter. */
    static final int SHORTEST = 16;

    /** How many characters follow at least, and the prefixes. */
    private static final String PREFIXES = """
            10 xoxb- xoxp- xoxa- xoxr- xoxs- xoxe- xoxe. xapp- sk_live_ sk_test_ rk_live_ rk_test_ whsec_
            16 glpat- gldt- sq0atp- AKIA ASIA ya29.
            20 ghp_ gho_ ghu_ ghs_ ghr_ github_pat_ shpat_ shpss_ shpca_ sk- SG. hf_ hvs. dckr_pat_ lin_api_
            30 AIza npm_ pypi- dop_v1_
            40 EAAC
            """;

    private static final Map<Character, List<Form>> BY_FIRST_CHARACTER = PREFIXES.lines()
            .flatMap(KnownTokens::forms)
            .collect(Collectors.groupingBy(form -> form.prefix().charAt(0)));

    private KnownTokens() {}

    private static Stream<Form> forms(String line) {
        String[] words = line.split(" ");
        int least = Integer.parseInt(words[0]);
        return Stream.of(words).skip(1).map(prefix -> new Form(prefix, least));
    }

    static void find(View view, int from, int to, Spans secrets) {
        String text = view.text();
        if (to - from < SHORTEST) {
            return;
        }
        for (int i = from; i < to; ) {
            if (!Letters.isOfToken(text.charAt(i))) {
                i = isPrivateKey(text, i, to) ? end(view, i, to, secrets) : i + 1;
                continue;
            }
            int end = endOfToken(text, i, to);
            if (isCredentialsScheme(text, i, end) && end + 1 < to) {
                int credentials = end + 1;
                end = endOfCredentials(text, credentials, to);
                if (end - credentials >= LEAST_CREDENTIALS && !isPlainWord(text, credentials, end)) {
                    secrets.add(view.origin(credentials), view.origin(end));
                }
            } else {
                findInRun(view, i, end, secrets);
            }
            i = Math.max(i + 1, end);
        }
    }

    private static int end(View view, int from, int to, Spans secrets) {
        secrets.add(view.origin(from), view.origin(to));
        return to;
    }

    /** A token may be a part of a file name, or stand behind a prefix that somebody has added. */
    private static void findInRun(View view, int from, int to, Spans secrets) {
        String text = view.text();
        int lastDot = to - LEAST_JWT_PART;
        do {
            lastDot--;
        } while (lastDot > from && text.charAt(lastDot) != '.');
        boolean border = true;
        for (int i = from; i < to && to - i >= SHORTEST; i++) {
            if (border && (isJwt(text, i, lastDot) || isToken(text, i, to))) {
                secrets.add(view.origin(i), view.origin(to));
                return;
            }
            border = !Letters.isAlphanumeric(text.charAt(i));
        }
    }

    private static boolean isToken(String text, int from, int to) {
        char first = text.charAt(from);
        if (first == '-') {
            return isPrivateKey(text, from, to);
        }
        for (Form form : BY_FIRST_CHARACTER.getOrDefault(first, List.of())) {
            if (to - from >= form.prefix().length() + form.least() && text.startsWith(form.prefix(), from)) {
                return true;
            }
        }
        return false;
    }

    /** RFC 7519: two parts at least, the first of them a JSON object in base64url. */
    private static boolean isJwt(String text, int from, int lastDot) {
        return lastDot - from >= LEAST_JWT_PART && text.startsWith("eyJ", from);
    }

    private static boolean isPrivateKey(String text, int from, int to) {
        return to - from > SHORTEST && text.startsWith("-----BEGIN", from);
    }

    private static boolean isCredentialsScheme(String text, int from, int to) {
        int length = to - from;
        return (length == 6 && text.regionMatches(true, from, "Bearer", 0, length))
                || (length == 5 && text.regionMatches(true, from, "Basic", 0, length))
                || (length == 5 && text.regionMatches(true, from, "Token", 0, length))
                || (length == 3 && text.regionMatches(true, from, "Bot", 0, length));
    }

    private static int endOfCredentials(String text, int from, int to) {
        char before = text.charAt(from - 1);
        int i = from;
        if (before == ' ' || before == '+' || before == ':') {
            while (i < to && (Letters.isOfToken(text.charAt(i)) || "+/=".indexOf(text.charAt(i)) >= 0)) {
                i++;
            }
        }
        return i;
    }

    /** {@code Basic training} holds no credentials. */
    private static boolean isPlainWord(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!Letters.isAlphanumeric(c) || Letters.isDigit(c)) {
                return false;
            }
        }
        return to - from <= LONGEST_PLAIN_WORD;
    }

    private static int endOfToken(String text, int from, int to) {
        int i = from;
        while (i < to && Letters.isOfToken(text.charAt(i))) {
            i++;
        }
        return i;
    }
}
