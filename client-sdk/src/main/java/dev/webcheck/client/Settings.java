package dev.webcheck.client;

import dev.webcheck.client.intercept.Privacy;
import dev.webcheck.client.intercept.Selection;
import dev.webcheck.client.journal.JournalDirectories;
import dev.webcheck.client.journal.JournalSettings;
import dev.webcheck.client.publish.Transport;
import dev.webcheck.event.EventLimits;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/**
 * The settings of one Webcheck, checked; {@link WebcheckBuilder} says what they mean.
 *
 * @param enabled false for one that does nothing
 * @param service the name of the service
 * @param transport where the events go, and how
 * @param journalEnabled false to keep in memory what waits
 * @param journalDirectory where the journal is kept
 * @param journalSize how large it is, in bytes
 * @param journalLeftovers as many journals of dead processes may wait beside it
 * @param privacy what of a request may leave the process
 * @param selection which requests are recorded
 * @param propagateTrace whether requests get a {@code traceparent} if they have none
 * @param heartbeatInterval from one heartbeat to the next
 * @param lease for how long the instance counts as alive after a heartbeat
 * @param closeTimeout how long a close may take
 */
record Settings(
        boolean enabled,
        String service,
        Transport transport,
        boolean journalEnabled,
        Path journalDirectory,
        long journalSize,
        int journalLeftovers,
        Privacy privacy,
        Selection selection,
        boolean propagateTrace,
        Duration heartbeatInterval,
        Duration lease,
        Duration closeTimeout) {

    static final String UNKNOWN_SERVICE = "unknown_service:java";

    private static final int MAX_JOURNAL_LEFTOVERS = 1_000;
    private static final Duration MAX_HEARTBEAT_INTERVAL = Duration.ofHours(1);
    private static final Duration MAX_CLOSE_TIMEOUT = Duration.ofHours(1);

    /** Those of a Webcheck that is not enabled are not looked at: it is the way out where another setting is wrong. */
    static Settings from(SettingSources sources) {
        return value(sources, Setting.ENABLED, SettingValue::asBoolean, true)
                ? from(sources, true)
                : from(SettingSources.none(), false);
    }

    private static Settings from(SettingSources sources, boolean enabled) {
        Transport transport = TransportSettings.from(sources);
        Settings settings = new Settings(
                enabled,
                service(sources),
                transport,
                value(sources, Setting.JOURNAL_ENABLED, SettingValue::asBoolean, true),
                value(
                        sources,
                        Setting.JOURNAL_DIRECTORY,
                        Settings::path,
                        JournalDirectories.ofProcess().directory(transport.destination())),
                value(
                        sources,
                        Setting.JOURNAL_SIZE,
                        text -> text.asBytes(JournalSettings.LEAST_SIZE, JournalSettings.LARGEST_SIZE),
                        JournalSettings.DEFAULT_SIZE),
                value(
                        sources,
                        Setting.JOURNAL_LEFTOVERS,
                        text -> text.asInteger(1, MAX_JOURNAL_LEFTOVERS),
                        JournalSettings.DEFAULT_MOST_LEFT),
                RecordingSettings.privacy(sources),
                RecordingSettings.selection(sources),
                value(sources, Setting.PROPAGATE_TRACE, SettingValue::asBoolean, false),
                value(
                        sources,
                        Setting.HEARTBEAT_INTERVAL,
                        text -> text.asDuration(Duration.ofMillis(100), MAX_HEARTBEAT_INTERVAL),
                        Duration.ofSeconds(2)),
                value(sources, Setting.LEASE, Settings::lease, Duration.ofSeconds(10)),
                value(
                        sources,
                        Setting.CLOSE_TIMEOUT,
                        text -> text.asDuration(Duration.ZERO, MAX_CLOSE_TIMEOUT),
                        Duration.ofSeconds(5)));
        settings.checkLeaseOutlastsHeartbeats(sources);
        return settings;
    }

    static <T> T value(SettingSources sources, Setting setting, Function<SettingValue, T> read, T otherwise) {
        return sources.find(setting).map(read).orElse(otherwise);
    }

    private static String service(SettingSources sources) {
        return sources.find(Setting.SERVICE)
                .or(sources::findOpenTelemetryService)
                .map(Settings::serviceName)
                .orElse(UNKNOWN_SERVICE);
    }

    private static String serviceName(SettingValue value) {
        String name = value.text();
        boolean storable = name.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
        if (name.isEmpty() || name.length() > EventLimits.SERVICE_LENGTH || !storable) {
            throw value.wrong("1 to " + EventLimits.SERVICE_LENGTH + " characters");
        }
        return name;
    }

    private static Path path(SettingValue value) {
        try {
            if (!value.text().isBlank()) {
                return Path.of(value.text()).toAbsolutePath();
            }
        } catch (InvalidPathException e) {
            // as wrong as an empty one
        }
        throw value.wrong("the path of a directory");
    }

    private static Duration lease(SettingValue value) {
        return value.asDuration(
                Duration.ofMillis(EventLimits.MIN_LEASE_MILLIS), Duration.ofMillis(EventLimits.MAX_LEASE_MILLIS));
    }

    private void checkLeaseOutlastsHeartbeats(SettingSources sources) {
        Duration least = heartbeatInterval.multipliedBy(2);
        if (lease.compareTo(least) < 0) {
            throw sources.find(Setting.LEASE)
                    .orElse(new SettingValue(
                            Setting.LEASE.property(),
                            SettingValue.Origin.DEFAULT,
                            "by default",
                            SettingValue.shown(lease)))
                    .wrong("at least twice " + Setting.HEARTBEAT_INTERVAL.property() + ", which is "
                            + SettingValue.shown(heartbeatInterval));
        }
    }
}
