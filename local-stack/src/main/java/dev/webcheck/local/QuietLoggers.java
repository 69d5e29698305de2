package dev.webcheck.local;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Loggers that say less than their libraries would. */
final class QuietLoggers {

    /** Loggers that nobody holds forget their level. */
    private static final Map<String, Logger> HELD = new ConcurrentHashMap<>();

    private QuietLoggers() {}

    static void raise(String name, Level level) {
        HELD.computeIfAbsent(name, Logger::getLogger).setLevel(level);
    }
}
