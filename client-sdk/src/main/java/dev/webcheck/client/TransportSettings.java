package dev.webcheck.client;

import dev.webcheck.client.publish.HttpTransport;
import dev.webcheck.client.publish.IngestHeaders;
import dev.webcheck.client.publish.KafkaBrokers;
import dev.webcheck.client.publish.KafkaTransport;
import dev.webcheck.client.publish.Transport;
import dev.webcheck.event.RequestEventsTopic;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads where the events are to go: to Kafka, unless an ingest-service is named. */
final class TransportSettings {

    private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");

    private TransportSettings() {}

    static Transport from(SettingSources sources) {
        KafkaBrokers brokers = Settings.value(
                sources, Setting.KAFKA_BOOTSTRAP_SERVERS, TransportSettings::brokers, KafkaBrokers.LOCAL);
        String topic = Settings.value(sources, Setting.KAFKA_TOPIC, TransportSettings::topic, RequestEventsTopic.NAME);
        Map<String, String> headers = headers(sources);
        Optional<URI> endpoint = ingest(sources).map(TransportSettings::endpoint);
        if (endpoint.isPresent()) {
            return new HttpTransport(endpoint.get(), headers);
        }
        return new KafkaTransport(brokers, topic, KafkaSettings.from(sources));
    }

    /** The service, if there is one and nobody of more weight names brokers. */
    private static Optional<SettingValue> ingest(SettingSources sources) {
        Optional<SettingValue> url = sources.find(Setting.INGEST_URL);
        Optional<SettingValue> brokers = sources.find(Setting.KAFKA_BOOTSTRAP_SERVERS);
        if (url.isEmpty() || brokers.isEmpty()) {
            return url;
        }
        int weight = brokers.get().origin().compareTo(url.get().origin());
        if (weight == 0) {
            throw url.get()
                    .fault("and " + brokers.get().name() + " (" + brokers.get().source()
                            + ") are both set, but events go one way: set only one of them");
        }
        return weight > 0 ? url : Optional.empty();
    }

    private static KafkaBrokers brokers(SettingValue value) {
        return KafkaBrokers.parse(value.text())
                .orElseThrow(() -> value.wrong("addresses like host:9092, separated by commas"));
    }

    private static String topic(SettingValue value) {
        if (!TOPIC.matcher(value.text()).matches()) {
            throw value.wrong("the name of a Kafka topic: 1 to 249 of a-z, A-Z, 0-9, '.', '_' and '-'");
        }
        return value.text();
    }

    private static URI endpoint(SettingValue value) {
        String allowed = "must be a URL like http://localhost:5001, without user info, query and fragment";
        return HttpTransport.endpoint(value.text())
                // User info is a secret, wherever it stands in a text that is no URL.
                .orElseThrow(() -> value.text().indexOf('@') < 0
                        ? value.fault("is \"" + value.text() + "\", but " + allowed)
                        : value.fault(allowed + "; credentials go into " + Setting.INGEST_HEADERS.property()));
    }

    private static Map<String, String> headers(SettingSources sources) {
        if (!sources.builderHeaders().isEmpty()) {
            SettingValue told = SettingValue.ofBuilder(Setting.INGEST_HEADERS.property(), "");
            sources.builderHeaders().forEach((name, value) -> check(told, name, value));
            return sources.builderHeaders();
        }
        return Settings.value(sources, Setting.INGEST_HEADERS, TransportSettings::headers, Map.of());
    }

    private static Map<String, String> headers(SettingValue text) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header : text.asList()) {
            int colon = header.indexOf(':');
            if (colon < 0) {
                throw text.fault("must be headers like Authorization: Bearer abc, separated by commas");
            }
            String name = header.substring(0, colon).trim();
            String value = header.substring(colon + 1).trim();
            check(text, name, value);
            headers.put(name, value);
        }
        return headers;
    }

    private static void check(SettingValue setting, String name, String value) {
        IngestHeaders.fault(name, value).ifPresent(fault -> {
            throw setting.fault(fault);
        });
    }
}
