package dev.webcheck.event.redaction;

import java.util.Map;

/**
 * Tokens that are known by their form, whatever they are called: JSON Web Tokens, the tokens of large services by their
 * prefixes, private keys, and what an {@code Authorization} header holds.
 */
final class KnownTokens {

    private record Form(String prefix, int least) {}

    private static final int LEAST_JWT_PART = 10;
    private static final int LEAST_CREDENTIALS = 8;
    private static final int SHORTEST = 16;

    /** By their first character: the prefix, and how many characters of a token follow at least. */
    private static final Map<Character, Form[]> FORMS = Map.ofEntries(
            forms(
                    "ghp_",
                    20,
                    "gho_",
                    20,
                    "ghu_",
                    20,
                    "ghs_",
                    20,
                    "ghr_",
                    20,
                    "github_pat_",
                    20,
                    "glpat-",
                    16,
                    "gldt-",
                    16),
            forms(
                    "xoxb-", 10, "xoxp-", 10, "xoxa-", 10, "xoxr-", 10, "xoxs-", 10, "xoxe-", 10, "xoxe.", 10, "xapp-",
                    10),
            forms("sk_live_", 10, "sk_test_", 10, "sk-", 20, "shpat_", 20, "shpss_", 20, "shpca_", 20, "sq0atp-", 16),
            forms("rk_live_", 10, "rk_test_", 10),
            forms("whsec_", 10),
            forms("AKIA", 16, "ASIA", 16, "AIza", 30),
            forms("ya29.", 16),
            forms("SG.", 20),
            forms("npm_", 30),
            forms("pypi-", 30),
            forms("hf_", 20, "hvs.", 20),
            forms("dop_v1_", 30, "dckr_pat_", 20, "dapi", 32),
            forms("EAAC", 40),
            forms("lin_api_", 20));

    private KnownTokens() {}

    private static Map.Entry<Character, Form[]> forms(Object... prefixesAndLengths) {
        Form[] forms = new Form[prefixesAndLengths.length / 2];
        for (int i = 0; i < forms.length; i++) {
            forms[i] = new Form((String) prefixesAndLengths[2 * i], (Integer) prefixesAndLengths[2 * i + 1]);
        }
        return Map.entry(forms[0].prefix().charAt(0), forms);
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
        Form[] forms = FORMS.get(first);
        if (forms != null) {
            for (Form form : forms) {
                if (to - from >= form.prefix().length() + form.least() && text.startsWith(form.prefix(), from)) {
                    return true;
                }
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

    private static boolean isPlainWord(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Letters.isLower(text.charAt(i))) {
                return text.startsWith(Redaction.REDACTED, from);
            }
        }
        return true;
    }

    private static int endOfToken(String text, int from, int to) {
        int i = from;
        while (i < to && Letters.isOfToken(text.charAt(i))) {
            i++;
        }
        return i;
    }
}
