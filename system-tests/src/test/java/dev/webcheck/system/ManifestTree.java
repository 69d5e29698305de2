package dev.webcheck.system;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Ways into the tree of a YAML document. A path is written with dots, {@code spec.template.spec}. */
final class ManifestTree {

    private static final Gson GSON = new GsonBuilder().serializeNulls().create();

    private ManifestTree() {}

    static List<JsonObject> documents(Path file) {
        try {
            return documents(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonObject> documents(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        List<JsonObject> documents = new ArrayList<>();
        for (Object document : new Yaml(new SafeConstructor(options)).loadAll(yaml)) {
            documents.add(GSON.toJsonTree(document).getAsJsonObject());
        }
        return documents;
    }

    static Optional<JsonElement> at(JsonObject from, String path) {
        JsonElement here = from;
        for (String step : path.split("\\.", -1)) {
            if (!here.isJsonObject() || !here.getAsJsonObject().has(step)) {
                return Optional.empty();
            }
            here = here.getAsJsonObject().get(step);
        }
        return Optional.of(here);
    }

    static JsonObject object(JsonObject from, String path) {
        return at(from, path).map(JsonElement::getAsJsonObject).orElseGet(JsonObject::new);
    }

    static List<JsonObject> objects(JsonObject from, String path) {
        JsonArray array = at(from, path).map(JsonElement::getAsJsonArray).orElseGet(JsonArray::new);
        return array.asList().stream().map(JsonElement::getAsJsonObject).toList();
    }

    static List<String> texts(JsonObject from, String path) {
        JsonArray array = at(from, path).map(JsonElement::getAsJsonArray).orElseGet(JsonArray::new);
        return array.asList().stream().map(JsonElement::getAsString).toList();
    }

    /** The text at a path, empty where there is none. */
    static String text(JsonObject from, String path) {
        return at(from, path).map(JsonElement::getAsString).orElse("");
    }

    static int number(JsonObject from, String path, int otherwise) {
        return at(from, path).map(JsonElement::getAsInt).orElse(otherwise);
    }

    static boolean isTrue(JsonObject from, String path) {
        return text(from, path).equals("true");
    }

    static Map<String, String> map(JsonObject from, String path) {
        Map<String, String> map = new LinkedHashMap<>();
        object(from, path).asMap().forEach((key, value) -> map.put(key, value.getAsString()));
        return map;
    }
}
