package dev.webcheck.client;

import dev.webcheck.client.intercept.HostPattern;
import dev.webcheck.client.intercept.Privacy;
import dev.webcheck.client.intercept.Selection;
import dev.webcheck.event.EventLimits;
import dev.webcheck.event.redaction.RedactionSettings;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads which requests are recorded, and what of them. */
final class RecordingSettings {

    private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
    private static final int MOST_HEADERS = 32;
    private static final Set<String> CREDENTIALS =
            Set.of("authorization", "proxy-authorization", "cookie", "set-cookie");

    private static final int MOST_HOSTS = 100;
    private static final int LEAST_URL_LENGTH = 64;
    private static final int USUAL_URL_LENGTH = 2_048;

    private RecordingSettings() {}

    static Privacy privacy(SettingSources sources) {
        return new Privacy(
                redaction(sources),
                Settings.value(
                        sources,
                        Setting.URL_LENGTH,
                        text -> text.asInteger(LEAST_URL_LENGTH, EventLimits.URL_LENGTH),
                        USUAL_URL_LENGTH),
                Settings.value(sources, Setting.REQUEST_HEADERS, RecordingSettings::headers, List.of()),
                Settings.value(sources, Setting.RESPONSE_HEADERS, RecordingSettings::headers, List.of()));
    }

    static Selection selection(SettingSources sources) {
        return new Selection(
                Settings.value(sources, Setting.SAMPLING_RATIO, SettingValue::asRatio, 1.0),
                Settings.value(sources, Setting.INCLUDE_HOSTS, RecordingSettings::hosts, List.of()),
                Settings.value(sources, Setting.EXCLUDE_HOSTS, RecordingSettings::hosts, List.of()));
    }

    private static RedactionSettings redaction(SettingSources sources) {
        return Settings.value(
                        sources,
                        Setting.SENSITIVE_PARAMETERS,
                        RecordingSettings::sensitiveParameters,
                        RedactionSettings.DEFAULT)
                .withAllParameters(
                        Settings.value(sources, Setting.REDACT_ALL_PARAMETERS, SettingValue::asBoolean, false));
    }

    private static RedactionSettings sensitiveParameters(SettingValue value) {
        try {
            return RedactionSettings.parse(value.text(), false);
        } catch (IllegalArgumentException e) {
            throw value.wrong(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> headers(SettingValue value) {
        List<String> names = value.asList().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        for (String name : names) {
            if (!HEADER.matcher(name).matches()) {
                throw value.wrong("names of headers, separated by commas");
            }
            if (CREDENTIALS.contains(name)) {
                throw value.wrong("without " + name + ", whose values are secrets and are never recorded");
            }
        }
        if (names.size() > MOST_HEADERS) {
            throw value.wrong("at most " + MOST_HEADERS + " names of headers");
        }
        return names;
    }

    private static List<HostPattern> hosts(SettingValue value) {
        List<HostPattern> patterns = value.asList().stream()
                .map(text -> HostPattern.parse(text)
                        .orElseThrow(() -> value.wrong("hosts like api.example.com, *.example.com or localhost:8080,"
                                + " separated by commas")))
                .distinct()
                .toList();
        if (patterns.size() > MOST_HOSTS) {
            throw value.wrong("at most " + MOST_HOSTS + " hosts");
        }
        return patterns;
    }
}
