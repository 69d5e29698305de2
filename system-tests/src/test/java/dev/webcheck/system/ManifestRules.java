package dev.webcheck.system;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the models of Kubernetes do not say: that the objects fit each other, and that every pod is locked down. */
final class ManifestRules {

    private static final List<Function<Manifests, Stream<String>>> RULES = List.of(
            ManifestSelectorRules::problems,
            ManifestReferenceRules::problems,
            ManifestPodRules::problems,
            ManifestSecurityRules::problems,
            ManifestNetworkRules::problems);

    private ManifestRules() {}

    /** What is wrong, one line for each problem. */
    static List<String> problems(Manifests manifests) {
        return RULES.stream().flatMap(rule -> rule.apply(manifests)).toList();
    }

    static Stream<String> problemIf(boolean wrong, String message) {
        return wrong ? Stream.of(message) : Stream.empty();
    }
}
