package dev.webcheck.system;

import com.google.gson.JsonObject;
import java.util.stream.Stream;

/** Whatever selects pods selects the right ones. */
final class ManifestSelectorRules {

    private ManifestSelectorRules() {}

    static Stream<String> problems(Manifests manifests) {
        return Stream.of(
                        manifests.withPods().flatMap(ManifestSelectorRules::ofItsOwnPods),
                        manifests.ofKind("Service").flatMap(service -> ofService(service, manifests)),
                        manifests.ofKind("PodDisruptionBudget").flatMap(budget -> ofBudget(budget, manifests)),
                        manifests
                                .withPods()
                                .filter(manifest -> !manifest.kind().equals("Job"))
                                .flatMap(manifest -> hasBudget(manifest, manifests)))
                .flatMap(problems -> problems);
    }

    private static Stream<String> ofItsOwnPods(Manifest manifest) {
        Stream<JsonObject> selectors = Stream.of(
                        ManifestTree.at(manifest.json(), "spec.selector")
                                .map(s -> Stream.of(s.getAsJsonObject()))
                                .stream()
                                .flatMap(s -> s),
                        ManifestTree.objects(manifest.podSpec(), "topologySpreadConstraints").stream()
                                .map(constraint -> ManifestTree.object(constraint, "labelSelector")),
                        ManifestTree.objects(
                                        manifest.podSpec(),
                                        "affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution")
                                .stream()
                                .map(term -> ManifestTree.object(term, "podAffinityTerm.labelSelector")))
                .flatMap(s -> s);
        return selectors
                .filter(selector -> !manifest.isSelectedBy(selector))
                .map(selector -> manifest.id() + ": the selector " + selector + " does not match its own pods");
    }

    private static Stream<String> ofService(Manifest service, Manifests manifests) {
        JsonObject selector = new JsonObject();
        selector.add("matchLabels", ManifestTree.object(service.json(), "spec.selector"));
        long selected = manifests.selectedBy(selector).count();
        Stream<String> ports = ManifestTree.objects(service.json(), "spec.ports").stream()
                .map(port -> ManifestTree.text(port, "targetPort"))
                .filter(port -> manifests.selectedBy(selector).noneMatch(pods -> pods.listensOn(port)))
                .map(port -> service.id() + ": no pod behind it listens on " + port);
        return Stream.concat(
                ManifestRules.problemIf(selected != 1, service.id() + " selects the pods of " + selected + " objects"),
                ports);
    }

    private static Stream<String> ofBudget(Manifest budget, Manifests manifests) {
        long selected = manifests
                .selectedBy(ManifestTree.object(budget.json(), "spec.selector"))
                .count();
        return ManifestRules.problemIf(selected != 1, budget.id() + " selects the pods of " + selected + " objects");
    }

    private static Stream<String> hasBudget(Manifest manifest, Manifests manifests) {
        return ManifestRules.problemIf(
                manifests
                        .ofKind("PodDisruptionBudget")
                        .noneMatch(
                                budget -> manifest.isSelectedBy(ManifestTree.object(budget.json(), "spec.selector"))),
                manifest.id() + " has no disruption budget");
    }
}
