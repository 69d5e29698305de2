package dev.webcheck.system;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/** Every pod is watched, bounded, and given the time to finish. */
final class ManifestPodRules {

    private static final List<String> PROBES = List.of("startupProbe", "livenessProbe", "readinessProbe");
    private static final List<String> RESOURCES = List.of("requests.cpu", "requests.memory", "limits.memory");
    private static final int SHUTDOWN_SECONDS = 30;

    private ManifestPodRules() {}

    static Stream<String> problems(Manifests manifests) {
        return manifests
                .withPods()
                .flatMap(manifest -> Stream.concat(
                        manifest.containers().stream()
                                .flatMap(container -> Stream.of(
                                                resources(container), image(container), probes(manifest, container))
                                        .flatMap(problems -> problems))
                                .map(problem -> manifest.id() + ": " + problem),
                        Stream.concat(timeToFinish(manifest), metrics(manifest))));
    }

    private static Stream<String> resources(JsonObject container) {
        return RESOURCES.stream()
                .filter(field ->
                        ManifestTree.at(container, "resources." + field).isEmpty())
                .map(field -> "no resources." + field);
    }

    private static Stream<String> image(JsonObject container) {
        String image = ManifestTree.text(container, "image");
        String tag = image.substring(image.lastIndexOf('/') + 1);
        return ManifestRules.problemIf(
                !tag.contains(":") || tag.endsWith(":latest"), "the image " + image + " is not pinned");
    }

    private static Stream<String> probes(Manifest manifest, JsonObject container) {
        if (manifest.kind().equals("Job")) {
            return Stream.empty();
        }
        return PROBES.stream().flatMap(probe -> {
            JsonObject declared = ManifestTree.object(container, probe);
            if (declared.isEmpty()) {
                return Stream.of("no " + probe);
            }
            return Stream.of("httpGet.port", "tcpSocket.port")
                    .map(field -> ManifestTree.text(declared, field))
                    .filter(port -> !port.isEmpty() && !manifest.listensOn(port))
                    .map(port -> probe + " asks the port " + port + ", which is not there");
        });
    }

    private static Stream<String> timeToFinish(Manifest manifest) {
        if (manifest.kind().equals("Job")) {
            return Stream.empty();
        }
        int pause = manifest.containers().stream()
                .map(container -> ManifestTree.texts(container, "lifecycle.preStop.exec.command"))
                .filter(command -> !command.isEmpty())
                .mapToInt(command -> Integer.parseInt(command.get(1)))
                .max()
                .orElse(0);
        int grace = ManifestTree.number(manifest.podSpec(), "terminationGracePeriodSeconds", 30);
        return ManifestRules.problemIf(
                grace < pause + SHUTDOWN_SECONDS + 10, manifest.id() + ": " + grace + " s are too few to finish in");
    }

    private static Stream<String> metrics(Manifest manifest) {
        JsonObject annotations = ManifestTree.object(manifest.json(), "spec.template.metadata.annotations");
        if (!annotations.has("prometheus.io/port")) {
            return ManifestRules.problemIf(
                    manifest.kind().equals("Deployment"), manifest.id() + ": its metrics are not scraped");
        }
        String port = annotations.get("prometheus.io/port").getAsString();
        return ManifestRules.problemIf(
                !manifest.listensOn(port), manifest.id() + ": metrics at the port " + port + ", which is not there");
    }
}
