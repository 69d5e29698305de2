package dev.webcheck.local;

/**
 * Hears of what ends while a stack is up without having been asked to.
 *
 * <p>It is called by a thread of the stack.
 */
public interface Supervisor {

    /**
     * A service ended and will be started again.
     *
     * @param message which, its exit code, and the last lines of its log
     * @param seconds after how many seconds it will be started
     */
    void willRestart(String message, long seconds);

    /**
     * A service that had ended is ready again.
     *
     * @param name which
     */
    void restarted(String name);

    /**
     * A part ended and will not be started again, so that the stack is of no use any more.
     *
     * @param message which, and why
     */
    void gaveUp(String message);
}
