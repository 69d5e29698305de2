package dev.webcheck.system;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The strategic merge of a patch: maps are merged, a null removes; a list whose entries have a key is merged by that
 * key, with the entries of the patch first; another list is replaced. A list of which neither is known is refused.
 */
final class ManifestPatch {

    private static final Map<String, String> KEYS = Map.of(
            "containers", "name",
            "initContainers", "name",
            "volumes", "name",
            "env", "name",
            "volumeMounts", "mountPath");
    private static final Set<String> REPLACED = Set.of("command", "args", "envFrom", "egress", "ingress");

    private ManifestPatch() {}

    static void apply(JsonObject patch, JsonObject to) {
        patch.asMap().forEach((field, value) -> {
            if (value.isJsonNull()) {
                to.remove(field);
            } else if (to.has(field)) {
                to.add(field, merged(field, value, to.get(field)));
            } else {
                to.add(field, value.deepCopy());
            }
        });
    }

    private static JsonElement merged(String field, JsonElement patch, JsonElement old) {
        if (patch.isJsonObject() && old.isJsonObject()) {
            apply(patch.getAsJsonObject(), old.getAsJsonObject());
            return old;
        }
        if (!patch.isJsonArray() || REPLACED.contains(field)) {
            return patch.deepCopy();
        }
        return Optional.ofNullable(KEYS.get(field))
                .map(key -> mergedByKey(key, patch.getAsJsonArray(), old.getAsJsonArray()))
                .orElseThrow(() -> new IllegalArgumentException("how to merge the list " + field + " is not known"));
    }

    private static JsonArray mergedByKey(String key, JsonArray patch, JsonArray old) {
        JsonArray rest = old.deepCopy();
        JsonArray merged = new JsonArray();
        for (JsonElement entry : patch) {
            JsonElement value = entry.getAsJsonObject().get(key);
            Optional<JsonElement> same = rest.asList().stream()
                    .filter(other -> other.getAsJsonObject().get(key).equals(value))
                    .findFirst();
            same.ifPresent(rest::remove);
            same.ifPresent(other -> apply(entry.getAsJsonObject(), other.getAsJsonObject()));
            merged.add(same.orElseGet(entry::deepCopy));
        }
        merged.addAll(rest);
        return merged;
    }
}
