package dev.webcheck.system;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Renders a kustomization as {@code kubectl kustomize} does, so that a test needs no tool besides Maven. It knows the
 * few fields that Webcheck's kustomizations use, and refuses every other.
 */
final class ManifestRenderer {

    private static final Set<String> FIELDS =
            Set.of("apiVersion", "kind", "namespace", "resources", "patches", "images");
    private static final Set<String> WITHOUT_NAMESPACE = Set.of("Namespace");

    private ManifestRenderer() {}

    static List<JsonObject> render(Path folder) {
        JsonObject kustomization =
                ManifestTree.documents(folder.resolve("kustomization.yaml")).get(0);
        requireOnly(FIELDS, kustomization, folder);
        List<JsonObject> objects = new ArrayList<>();
        for (String resource : ManifestTree.texts(kustomization, "resources")) {
            Path path = folder.resolve(resource).normalize();
            objects.addAll(Files.isDirectory(path) ? render(path) : ManifestTree.documents(path));
        }
        for (JsonObject patch : ManifestTree.objects(kustomization, "patches")) {
            requireOnly(Set.of("path"), patch, folder);
            ManifestTree.documents(folder.resolve(ManifestTree.text(patch, "path")))
                    .forEach(document -> ManifestPatch.apply(document, target(document, objects)));
        }
        ManifestTree.objects(kustomization, "images").forEach(image -> objects.forEach(o -> rename(image, o)));
        ManifestTree.at(kustomization, "namespace").ifPresent(namespace -> objects.stream()
                .filter(object -> !WITHOUT_NAMESPACE.contains(ManifestTree.text(object, "kind")))
                .forEach(object -> object.getAsJsonObject("metadata").add("namespace", namespace)));
        return objects;
    }

    private static void requireOnly(Set<String> known, JsonObject object, Path folder) {
        for (String field : object.keySet()) {
            if (!known.contains(field)) {
                throw new IllegalArgumentException(folder + ": field " + field + " is not known to this renderer");
            }
        }
    }

    private static JsonObject target(JsonObject patch, List<JsonObject> objects) {
        Manifest wanted = new Manifest(patch);
        return objects.stream()
                .filter(object -> new Manifest(object).is(wanted.kind(), wanted.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a patch for " + wanted.id() + ", which is not there"));
    }

    private static void rename(JsonObject image, JsonObject object) {
        String name = ManifestTree.text(image, "name");
        for (JsonObject container : new Manifest(object).containers()) {
            String old = ManifestTree.text(container, "image");
            if (old.equals(name) || old.startsWith(name + ":")) {
                String newName = image.has("newName") ? ManifestTree.text(image, "newName") : name;
                container.addProperty("image", newName + ":" + ManifestTree.text(image, "newTag"));
            }
        }
    }
}
