package dev.webcheck.client.intercept;

import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.core5.http.config.NamedElementChain;

/**
 * Finds out whether the chain that a builder makes keeps the elements that are put into it. A builder can change its chain
 * at the last moment, and HttpClient does not tell if a place for an element is not there.
 *
 * @param <H> what the elements of the chain are
 */
final class ChainCheck<H> {

    private static final String CUSTOMIZE = "customizeExecChain";
    private static final List<String> USUAL = List.of(
            ChainElement.PROTOCOL.name(),
            ChainElement.COMPRESS.name(),
            ChainElement.RETRY.name(),
            ChainElement.REDIRECT.name());

    private final Class<?> usualBuilder;
    private final H call;
    private final H attempt;

    /** For all builders of a kind, of which the usual one changes nothing. */
    ChainCheck(Class<?> usualBuilder, H call, H attempt) {
        this.usualBuilder = usualBuilder;
        this.call = call;
        this.attempt = attempt;
    }

    /**
     * Lets a builder change a chain that nobody uses.
     *
     * @throws IllegalArgumentException if the chain has lost an element by that
     */
    void check(Object builder) {
        if (builder.getClass() == usualBuilder) {
            return;
        }
        NamedElementChain<H> chain = chain();
        if (customize(builder, chain) && !isWhole(chain)) {
            throw new IllegalArgumentException("Requests of the clients of a "
                    + builder.getClass().getName()
                    + " cannot be recorded: its " + CUSTOMIZE + " does not keep " + Instrumentation.CALL_ELEMENT
                    + ", and " + Instrumentation.ATTEMPT_ELEMENT + " before " + ChainElement.CONNECT
                    + ", in the chain. Let it leave them where they are, or do without Webcheck for these clients.");
        }
    }

    private NamedElementChain<H> chain() {
        NamedElementChain<H> chain = new NamedElementChain<>();
        chain.addLast(attempt, ChainElement.MAIN_TRANSPORT.name());
        chain.addFirst(attempt, ChainElement.CONNECT.name());
        for (String name : USUAL) {
            chain.addFirst(call, name);
        }
        chain.addFirst(call, Instrumentation.CALL_ELEMENT);
        chain.addBefore(ChainElement.CONNECT.name(), attempt, Instrumentation.ATTEMPT_ELEMENT);
        return chain;
    }

    /** False if it cannot be known what the builder does. What it throws, it will throw again when it builds. */
    private boolean customize(Object builder, NamedElementChain<H> chain) {
        try {
            Method customize = usualBuilder.getDeclaredMethod(CUSTOMIZE, NamedElementChain.class);
            customize.setAccessible(true);
            customize.invoke(builder, chain);
            return true;
        } catch (NoSuchMethodException
                | IllegalAccessException
                | InaccessibleObjectException
                | InvocationTargetException e) {
            return false;
        }
    }

    /** A cache may be put in, but only where it lets through what is then recorded. */
    private boolean isWhole(NamedElementChain<H> chain) {
        NamedElementChain<H>.Node place = chain.find(Instrumentation.ATTEMPT_ELEMENT);
        boolean kept = place != null && place.getValue() == attempt && chain.find(Instrumentation.CALL_ELEMENT) != null;
        for (NamedElementChain<H>.Node inner = place; kept && inner != null; inner = inner.getNext()) {
            kept = !inner.getName().equals(ChainElement.CACHING.name());
        }
        return kept;
    }
}
