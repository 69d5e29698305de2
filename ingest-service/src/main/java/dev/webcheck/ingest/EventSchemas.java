package dev.webcheck.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.webcheck.event.Event;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/** Adds the schemas of the event contract to the OpenAPI page, which uses the same dialect of JSON Schema. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class EventSchemas implements OASFilter {

    static final String BATCH = "EventBatch";
    static final String LINES = "EventLines";

    private static final String PLACE = "#/components/schemas/";
    private static final String SHARED = "defs.schema.json";
    private static final Map<String, String> FILES = Map.of(
            "event.schema.json", "Event",
            "request-begin.schema.json", "RequestBegin",
            "request-completed.schema.json", "RequestCompleted",
            "instance-heartbeat.schema.json", "InstanceHeartbeat",
            "instance-stopped.schema.json", "InstanceStopped");

    private final ObjectMapper json = new ObjectMapper();

    @Override
    public void filterOpenAPI(OpenAPI page) {
        ObjectNode schemas = json.createObjectNode();
        FILES.forEach((file, name) -> schemas.set(name, read(file)));
        read(SHARED).get("$defs").properties().forEach(shared -> schemas.set(shared.getKey(), shared.getValue()));
        schemas.putObject(BATCH)
                .put("description", "One event, or an array of at least one event")
                .putArray("oneOf")
                .add(reference("Event"))
                .add(json.createObjectNode()
                        .put("type", "array")
                        .put("minItems", 1)
                        .set("items", reference("Event")));
        schemas.putObject(LINES)
                .put("type", "string")
                .put("description", "One Event a line, as JSON without line breaks in it; blank lines are passed over");
        parsed(schemas).getComponents().getSchemas().forEach(page.getComponents()::addSchema);
    }

    private OpenAPI parsed(ObjectNode schemas) {
        ObjectNode document = json.createObjectNode().put("openapi", "3.1.0");
        document.putObject("components").set("schemas", schemas);
        return SmallRyeOpenAPI.builder()
                .enableModelReader(false)
                .enableStandardStaticFiles(false)
                .enableAnnotationScan(false)
                .enableStandardFilter(false)
                .withCustomStaticFile(() -> new ByteArrayInputStream(bytes(document)))
                .build()
                .model();
    }

    private ObjectNode read(String file) {
        try (InputStream in = Event.class.getResourceAsStream("schema/" + file)) {
            if (in == null) {
                throw new FileNotFoundException(file);
            }
            ObjectNode schema = (ObjectNode) json.readTree(in);
            schema.remove("$schema");
            localize(schema);
            return schema;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets references to files point to where their schemas are on the page. */
    private void localize(JsonNode node) {
        if (node instanceof ObjectNode object && object.get("$ref") instanceof TextNode reference) {
            object.put("$ref", PLACE + name(reference.textValue()));
        }
        node.forEach(this::localize);
    }

    private static String name(String reference) {
        return FILES.getOrDefault(reference, reference.substring(reference.lastIndexOf('/') + 1));
    }

    private ObjectNode reference(String name) {
        return json.createObjectNode().put("$ref", PLACE + name);
    }

    private byte[] bytes(ObjectNode document) {
        try {
            return json.writeValueAsBytes(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
