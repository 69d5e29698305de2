package dev.webcheck.local;

/** Takes back what was to be done at the end of the JVM. */
final class ExitHook {

    private ExitHook() {}

    /** Removes the hook, unless the JVM is ending already. */
    static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the JVM is ending: the hook runs or has run
        }
    }
}
