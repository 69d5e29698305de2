package dev.webcheck.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.restassured.RestAssured;

/** What the service says of itself, to hold its answers against. */
final class Contract {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode openApi;

    private Contract(JsonNode openApi) {
        this.openApi = openApi;
    }

    static Contract published() throws JsonProcessingException {
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

    /** Fails if a text is not what a schema of the contract asks for. */
    void check(String schema, String json) throws JsonProcessingException {
        check(JSON.createObjectNode().put("$ref", "#/components/schemas/" + schema), JSON.readTree(json));
    }

    void check(JsonNode schema, JsonNode json) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", openApi.get("components"));
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(whole)
                        .validate(json, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true)))
                .as("%s against %s", json, schema)
                .isEmpty();
    }

    /** What a reference of the contract points to. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? openApi.at(node.get("$ref").asText().substring(1)) : node;
    }
}
