package dev.webcheck.client.journal;

/**
 * How the JVM says that a mapped page is gone, because its file was cut short or its disk is full.
 *
 * <p>In compiled code the access is left out, and the {@link InternalError} waits until the thread enters the runtime of the
 * JVM the next time. That may be anywhere, also in the application. So whoever suspects a fault lets it surface here.
 */
final class MappingFault {

    /** Each error that surfaces makes room for the next one of the same operation. */
    private static final int MOST_SURFACING = 8;

    /** Neither is known to the compiler, so that it keeps the allocation, and leaves it to the runtime. */
    private static volatile int one = 1;

    @SuppressWarnings("UnusedVariable") // what matters is that it is made
    private static volatile byte[][] made = {};

    private MappingFault() {}

    /** The error of an access that was seen to have had no effect; what waits because of it has surfaced. */
    static InternalError met() {
        settle();
        return new InternalError("A store into the journal had no effect");
    }

    /** Throws the error that waits for this thread, if there is one. */
    static void surface() {
        // An array of two dimensions is always allocated by the runtime, which lets the error surface.
        made = new byte[one][one];
    }

    /** Lets all errors surface that wait for this thread, and drops them. */
    static void settle() {
        for (int i = 0; i < MOST_SURFACING; i++) {
            try {
                surface();
                return;
            } catch (InternalError surfaced) {
                // The next one.
            }
        }
    }
}
