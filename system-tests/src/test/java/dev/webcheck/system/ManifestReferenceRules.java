package dev.webcheck.system;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an object names exists. */
final class ManifestReferenceRules {

    /** The only ones that are not among the manifests: whoever applies them creates these, with these keys. */
    private static final Map<String, Set<String>> SECRETS = Map.of("webcheck-database", Set.of("username", "password"));

    private ManifestReferenceRules() {}

    static Stream<String> problems(Manifests manifests) {
        return Stream.concat(
                manifests.withPods().flatMap(manifest -> Stream.of(
                                account(manifest, manifests),
                                settings(manifest, manifests),
                                secrets(manifest),
                                volumes(manifest),
                                service(manifest, manifests))
                        .flatMap(problems -> problems)),
                manifests.ofKind("HorizontalPodAutoscaler").flatMap(scaler -> target(scaler, manifests)));
    }

    private static Stream<String> account(Manifest manifest, Manifests manifests) {
        String name = ManifestTree.text(manifest.podSpec(), "serviceAccountName");
        return ManifestRules.problemIf(
                !manifests.has("ServiceAccount", name), manifest.id() + ": no ServiceAccount/" + name);
    }

    private static Stream<String> settings(Manifest manifest, Manifests manifests) {
        return manifest.containers().stream()
                .flatMap(container -> ManifestTree.objects(container, "envFrom").stream())
                .map(source -> ManifestTree.text(source, "configMapRef.name"))
                .filter(name -> !name.isEmpty() && !manifests.has("ConfigMap", name))
                .map(name -> manifest.id() + ": no ConfigMap/" + name);
    }

    private static Stream<String> secrets(Manifest manifest) {
        Stream<String> whole = manifest.containers().stream()
                .flatMap(container -> ManifestTree.objects(container, "envFrom").stream())
                .filter(source -> source.has("secretRef") && !ManifestTree.isTrue(source, "secretRef.optional"))
                .map(source -> ManifestTree.text(source, "secretRef.name"))
                .filter(name -> !SECRETS.containsKey(name));
        Stream<String> keys = manifest.containers().stream()
                .flatMap(container -> ManifestTree.objects(container, "env").stream())
                .map(variable -> ManifestTree.object(variable, "valueFrom.secretKeyRef"))
                .filter(reference -> !reference.isEmpty() && !isKnown(reference))
                .map(JsonObject::toString);
        return Stream.concat(whole, keys).map(secret -> manifest.id() + ": nobody creates the secret " + secret);
    }

    private static boolean isKnown(JsonObject reference) {
        return SECRETS.getOrDefault(ManifestTree.text(reference, "name"), Set.of())
                .contains(ManifestTree.text(reference, "key"));
    }

    private static Stream<String> volumes(Manifest manifest) {
        Set<String> declared = Stream.concat(
                        ManifestTree.objects(manifest.podSpec(), "volumes").stream()
                                .map(volume -> ManifestTree.text(volume, "name")),
                        ManifestTree.objects(manifest.json(), "spec.volumeClaimTemplates").stream()
                                .map(claim -> ManifestTree.text(claim, "metadata.name")))
                .collect(Collectors.toSet());
        return manifest.containers().stream()
                .flatMap(container -> ManifestTree.objects(container, "volumeMounts").stream())
                .map(mount -> ManifestTree.text(mount, "name"))
                .filter(name -> !declared.contains(name))
                .map(name -> manifest.id() + ": no volume " + name);
    }

    private static Stream<String> service(Manifest manifest, Manifests manifests) {
        String name = ManifestTree.text(manifest.json(), "spec.serviceName");
        return ManifestRules.problemIf(
                manifest.kind().equals("StatefulSet") && !manifests.has("Service", name),
                manifest.id() + ": no Service/" + name);
    }

    private static Stream<String> target(Manifest scaler, Manifests manifests) {
        String kind = ManifestTree.text(scaler.json(), "spec.scaleTargetRef.kind");
        String name = ManifestTree.text(scaler.json(), "spec.scaleTargetRef.name");
        if (!manifests.has(kind, name)) {
            return Stream.of(scaler.id() + ": no " + kind + "/" + name);
        }
        return ManifestRules.problemIf(
                ManifestTree.at(manifests.get(kind, name).json(), "spec.replicas")
                        .isPresent(),
                scaler.id() + ": " + kind + "/" + name + " names a number of replicas of its own");
    }
}
