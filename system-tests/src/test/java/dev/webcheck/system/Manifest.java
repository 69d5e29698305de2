package dev.webcheck.system;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** One Kubernetes object. */
record Manifest(JsonObject json) {

    private static final Set<String> WITH_PODS = Set.of("Deployment", "StatefulSet", "Job");

    String kind() {
        return ManifestTree.text(json, "kind");
    }

    String name() {
        return ManifestTree.text(json, "metadata.name");
    }

    String id() {
        return kind() + "/" + name();
    }

    boolean is(String kind, String name) {
        return kind().equals(kind) && name().equals(name);
    }

    boolean hasPods() {
        return WITH_PODS.contains(kind());
    }

    JsonObject podSpec() {
        return ManifestTree.object(json, "spec.template.spec");
    }

    Map<String, String> podLabels() {
        return ManifestTree.map(json, "spec.template.metadata.labels");
    }

    List<JsonObject> containers() {
        return Stream.of("containers", "initContainers")
                .flatMap(field -> ManifestTree.objects(podSpec(), field).stream())
                .toList();
    }

    /** Whether the pods have a port of this name or number. */
    boolean listensOn(String port) {
        return containers().stream()
                .flatMap(container -> ManifestTree.objects(container, "ports").stream())
                .anyMatch(declared -> ManifestTree.text(declared, "name").equals(port)
                        || ManifestTree.text(declared, "containerPort").equals(port));
    }

    boolean hasPorts() {
        return containers().stream()
                .anyMatch(container -> !ManifestTree.objects(container, "ports").isEmpty());
    }

    /** Whether a label selector takes the pods of this one. */
    boolean isSelectedBy(JsonObject selector) {
        Map<String, String> labels = podLabels();
        return labels.entrySet()
                        .containsAll(ManifestTree.map(selector, "matchLabels").entrySet())
                && ManifestTree.objects(selector, "matchExpressions").stream()
                        .allMatch(expression -> isIn(expression, labels));
    }

    private static boolean isIn(JsonObject expression, Map<String, String> labels) {
        if (!ManifestTree.text(expression, "operator").equals("In")) {
            throw new IllegalArgumentException("operator of " + expression + ": only In is known here");
        }
        String value = labels.getOrDefault(ManifestTree.text(expression, "key"), "");
        return ManifestTree.texts(expression, "values").contains(value);
    }
}
