package dev.webcheck.client.intercept;

import dev.webcheck.event.EventLimits;
import org.apache.hc.core5.http.HttpRequest;

/** The method of a request, as events can hold it. */
final class RequestMethod {

    /** Stands for a method that is no HTTP token, or too long. */
    static final String OTHER = "_OTHER";

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private RequestMethod() {}

    static String of(HttpRequest request) {
        return of(request.getMethod());
    }

    static String of(String method) {
        boolean fits = !method.isEmpty() && method.length() <= EventLimits.METHOD_LENGTH;
        return fits && isToken(method) ? method : OTHER;
    }

    private static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isTokenCharacter(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTokenCharacter(int c) {
        return c < 128 && (Character.isLetterOrDigit(c) || TOKEN_MARKS.indexOf(c) >= 0);
    }
}
