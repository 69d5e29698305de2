package dev.webcheck.client;

import dev.webcheck.event.RequestIds;
import java.util.UUID;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * What the application asked for with one {@code execute}, kept in the context of its requests. Used by one thread, as the
 * context is.
 */
final class Call {

    private static final String ATTRIBUTE = "webcheck.call";
    private static final String REQUEST_ID = "webcheck.request-id";

    private final UUID id = RequestIds.next();
    private int attempts;
    private boolean attempting;

    UUID id() {
        return id;
    }

    /** The number of the next request of this call, from 1 on. */
    int nextAttempt() {
        return ++attempts;
    }

    /** False if a request of this call is under way already: a builder that was instrumented twice is seen once. */
    boolean enterAttempt() {
        if (attempting) {
            return false;
        }
        attempting = true;
        return true;
    }

    void leaveAttempt() {
        attempting = false;
    }

    /** The call that a request belongs to; one of its own if nobody has told. */
    static Call of(HttpContext context) {
        return context.getAttribute(ATTRIBUTE) instanceof Call call ? call : new Call();
    }

    /** Makes a call the current one of a context, and returns what was there. */
    static @Nullable Object enter(HttpContext context, Call call) {
        Object before = context.getAttribute(ATTRIBUTE);
        context.setAttribute(ATTRIBUTE, call);
        return before;
    }

    static void leave(HttpContext context, @Nullable Object before) {
        if (before == null) {
            context.removeAttribute(ATTRIBUTE);
        } else {
            context.setAttribute(ATTRIBUTE, before);
        }
    }

    static void rememberRequest(HttpContext context, UUID requestId) {
        context.setAttribute(REQUEST_ID, requestId);
    }

    static void forgetRequest(HttpContext context) {
        context.removeAttribute(REQUEST_ID);
    }

    static @Nullable UUID lastRequest(HttpContext context) {
        return context.getAttribute(REQUEST_ID) instanceof UUID id ? id : null;
    }
}
