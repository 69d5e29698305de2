package dev.webcheck.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The JSON Schemas as they lie beside the classes. */
final class Schemas {

    static final Map<String, String> BY_TYPE = Map.of(
            "RequestBegin", "request-begin.schema.json",
            "RequestCompleted", "request-completed.schema.json",
            "InstanceHeartbeat", "instance-heartbeat.schema.json",
            "InstanceStopped", "instance-stopped.schema.json");

    static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static final String FOLDER = "schema/";
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private Schemas() {}

    static Set<ValidationMessage> faults(String schema, byte[] json) {
        JsonSchema loaded = FACTORY.getSchema(SchemaLocation.of("classpath:dev/webcheck/event/" + FOLDER + schema));
        return loaded.validate(new String(json, StandardCharsets.UTF_8), InputFormat.JSON);
    }

    static JsonNode read(String schema) {
        return tree(bytes(schema));
    }

    static byte[] bytes(String file) {
        try (InputStream in = Objects.requireNonNull(Schemas.class.getResourceAsStream(FOLDER + file), file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
