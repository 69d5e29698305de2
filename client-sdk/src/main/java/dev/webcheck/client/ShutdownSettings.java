package dev.webcheck.client;

import java.time.Duration;

/**
 * What happens when the process goes down without a {@link Webcheck#close}.
 *
 * @param hook whether a shutdown hook tells that the instance stops
 * @param timeout how long the hook waits for open requests
 */
record ShutdownSettings(boolean hook, Duration timeout) {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(25);
    private static final Duration MAX_TIMEOUT = Duration.ofHours(1);

    static ShutdownSettings from(SettingSources sources) {
        return new ShutdownSettings(
                Settings.value(sources, Setting.SHUTDOWN_HOOK, SettingValue::asBoolean, true),
                Settings.value(
                        sources,
                        Setting.SHUTDOWN_TIMEOUT,
                        text -> text.asDuration(Duration.ZERO, MAX_TIMEOUT),
                        DEFAULT_TIMEOUT));
    }
}
