package dev.webcheck.system;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** All objects that one kustomization renders. */
record Manifests(List<Manifest> all) {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    static Manifests of(String kustomization) {
        return new Manifests(ManifestRenderer.render(ROOT.resolve("k8s").resolve(kustomization)).stream()
                .map(Manifest::new)
                .toList());
    }

    Stream<Manifest> ofKind(String kind) {
        return all.stream().filter(manifest -> manifest.kind().equals(kind));
    }

    Stream<Manifest> withPods() {
        return all.stream().filter(Manifest::hasPods);
    }

    Stream<Manifest> selectedBy(JsonObject selector) {
        return withPods().filter(manifest -> manifest.isSelectedBy(selector));
    }

    boolean has(String kind, String name) {
        return all.stream().anyMatch(manifest -> manifest.is(kind, name));
    }

    Manifest get(String kind, String name) {
        return all.stream()
                .filter(manifest -> manifest.is(kind, name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + "/" + name));
    }
}
