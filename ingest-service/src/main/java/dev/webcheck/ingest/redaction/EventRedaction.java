package dev.webcheck.ingest.redaction;

import dev.webcheck.event.Event;
import dev.webcheck.event.EventLimits;
import dev.webcheck.event.JsonSlice;
import dev.webcheck.event.RequestBegin;
import dev.webcheck.event.RequestCompleted;
import dev.webcheck.event.redaction.Redaction;
import dev.webcheck.event.redaction.RedactionSettings;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Takes secrets out of the URLs and the headers of events by the rules of the SDK. Events without secrets keep their bytes; in
 * the others, only the strings with secrets are written again. This class is threadsafe.
 */
@ApplicationScoped
@Startup // a wrong setting stops the start
public class EventRedaction {

    private static final String SENSITIVE_PARAMETERS = "webcheck.sensitive-parameters";
    private static final String REDACT_ALL_PARAMETERS = "webcheck.redact-all-parameters";

    private final Redaction redaction;

    EventRedaction(
            @ConfigProperty(name = SENSITIVE_PARAMETERS) Optional<String> sensitiveParameters,
            @ConfigProperty(name = REDACT_ALL_PARAMETERS, defaultValue = "false") boolean allParameters) {
        redaction = new Redaction(settings(sensitiveParameters, allParameters));
    }

    private static RedactionSettings settings(Optional<String> sensitiveParameters, boolean allParameters) {
        try {
            return sensitiveParameters
                    .map(names -> RedactionSettings.parse(names, allParameters))
                    .orElse(RedactionSettings.DEFAULT.withAllParameters(allParameters));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    SENSITIVE_PARAMETERS + " is \"" + sensitiveParameters.orElse("") + "\", but must be "
                            + e.getMessage(),
                    e);
        }
    }

    /**
     * An event without its secrets.
     *
     * @param event the event
     * @param text holds its JSON
     * @param slice where that is; it is valid and has at most {@code largest} bytes
     * @param largest how many bytes the redacted event may have; the redacted strings are cut to fit
     * @return its JSON without secrets; empty if it has none
     */
    public Optional<byte[]> redacted(Event event, byte[] text, JsonSlice slice, int largest) {
        if (!hasSecrets(event)) {
            return Optional.empty();
        }
        byte[] json = slice.of(text);
        byte[] redacted = JsonStrings.replace(json, this::redacted);
        return Optional.of(
                redacted.length <= largest
                        ? redacted
                        : JsonStrings.replace(json, (field, string) -> cut(redacted(field, string), string.length())));
    }

    private boolean hasSecrets(Event event) {
        if (event instanceof RequestBegin begin) {
            return !redaction.url(begin.url()).equals(begin.url()) || haveSecrets(begin.headers());
        }
        return event instanceof RequestCompleted completed
                && haveSecrets(completed.exchange().responseHeaders());
    }

    private boolean haveSecrets(Map<String, String> headers) {
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (!redaction.headerValue(header.getKey(), header.getValue()).equals(header.getValue())) {
                return true;
            }
        }
        return false;
    }

    private String redacted(JsonStrings.Field field, String text) {
        return field.isHeader()
                ? cut(redaction.headerValue(field.name(), text), EventLimits.HEADER_VALUE_LENGTH)
                : cut(redaction.url(text), EventLimits.URL_LENGTH);
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
