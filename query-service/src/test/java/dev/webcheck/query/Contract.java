package dev.webcheck.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.restassured.RestAssured;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What the service says of itself, to hold its answers against. */
public final class Contract {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<Integer, Contract> PUBLISHED = new HashMap<>();

    private final JsonNode openApi;
    private final Map<JsonNode, JsonSchema> schemas = new HashMap<>();

    private Contract(JsonNode openApi) {
        this.openApi = openApi;
    }

    public static Contract published() throws JsonProcessingException {
        Contract known = PUBLISHED.get(RestAssured.port);
        if (known == null) {
            known = read();
            PUBLISHED.put(RestAssured.port, known);
        }
        return known;
    }

    private static Contract read() throws JsonProcessingException {
        return new Contract(JSON.readTree(RestAssured.given()
                .accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asString()));
    }

    JsonNode openApi() {
        return openApi;
    }

    /** The routes and what is said of asking each. */
    Map<String, JsonNode> paths() {
        Map<String, JsonNode> paths = new LinkedHashMap<>();
        openApi.get("paths")
                .properties()
                .forEach(path -> paths.put(path.getKey(), path.getValue().get("get")));
        return paths;
    }

    JsonNode schema(String name) {
        return openApi.at("/components/schemas/" + name);
    }

    /** Fails if a text is not what a schema of the contract asks for. */
    public void check(String schema, String json) throws JsonProcessingException {
        check(JSON.createObjectNode().put("$ref", "#/components/schemas/" + schema), JSON.readTree(json));
    }

    public void check(JsonNode schema, JsonNode json) {
        assertThat(violations(schema, json)).as("%s against %s", json, schema).isEmpty();
    }

    /** Whether a parameter may have a value. */
    boolean allows(JsonNode schema, String value) {
        boolean isNumber = schema.path("type").asText().equals("integer");
        return isNumber
                ? value.matches("[0-9]{1,9}")
                        && violations(schema, JsonNodeFactory.instance.numberNode(Integer.parseInt(value)))
                                .isEmpty()
                : violations(schema, JsonNodeFactory.instance.textNode(value)).isEmpty();
    }

    private Set<ValidationMessage> violations(JsonNode schema, JsonNode json) {
        return schemas.computeIfAbsent(schema, this::whole)
                .validate(json, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
    }

    private JsonSchema whole(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", openApi.get("components"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole);
    }

    /** What a reference of the contract points to. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? openApi.at(node.get("$ref").asText().substring(1)) : node;
    }
}
