package dev.webcheck.system;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Everything is denied, and every pod has the ways in and out that it needs. */
final class ManifestNetworkRules {

    private static final List<String> BOTH = List.of("Ingress", "Egress");

    private ManifestNetworkRules() {}

    static Stream<String> problems(Manifests manifests) {
        return Stream.of(
                        ManifestRules.problemIf(
                                policies(manifests).noneMatch(ManifestNetworkRules::deniesAll),
                                "nothing denies all traffic that is not named"),
                        policies(manifests).flatMap(policy -> selectsPods(policy, manifests)),
                        manifests.withPods().flatMap(pods -> waysOfPods(pods, manifests)))
                .flatMap(problems -> problems);
    }

    private static Stream<Manifest> policies(Manifests manifests) {
        return manifests.ofKind("NetworkPolicy");
    }

    private static boolean deniesAll(Manifest policy) {
        return selector(policy).isEmpty()
                && ManifestTree.texts(policy.json(), "spec.policyTypes").containsAll(BOTH)
                && rules(policy, "ingress").isEmpty()
                && rules(policy, "egress").isEmpty();
    }

    private static Stream<String> selectsPods(Manifest policy, Manifests manifests) {
        return Stream.concat(
                ManifestRules.problemIf(
                        manifests.selectedBy(selector(policy)).findAny().isEmpty(), policy.id() + " selects no pod"),
                rules(policy, "ingress").stream()
                        .flatMap(ManifestNetworkRules::ports)
                        .filter(port -> manifests.selectedBy(selector(policy)).noneMatch(pods -> pods.listensOn(port)))
                        .map(port -> policy.id() + " opens the port " + port + ", on which nothing listens"));
    }

    private static Stream<String> waysOfPods(Manifest pods, Manifests manifests) {
        return Stream.of(
                        ManifestRules.problemIf(!mayReach("53", pods, manifests), "cannot resolve names"),
                        ManifestRules.problemIf(
                                uses("QUARKUS_DATASOURCE_PASSWORD", pods) && !mayReach("5432", pods, manifests),
                                "cannot reach the database"),
                        ManifestRules.problemIf(
                                takes("webcheck-kafka", pods) && !mayReach("9092", pods, manifests),
                                "cannot reach the broker"),
                        ManifestRules.problemIf(
                                pods.hasPorts()
                                        && selecting(pods, manifests).allMatch(policy -> rules(policy, "ingress")
                                                .isEmpty()),
                                "cannot be reached"))
                .flatMap(problems -> problems)
                .map(problem -> pods.id() + " " + problem);
    }

    private static boolean mayReach(String port, Manifest pods, Manifests manifests) {
        return selecting(pods, manifests)
                .flatMap(policy -> rules(policy, "egress").stream())
                .flatMap(ManifestNetworkRules::ports)
                .anyMatch(Predicate.isEqual(port));
    }

    private static Stream<Manifest> selecting(Manifest pods, Manifests manifests) {
        return policies(manifests).filter(policy -> pods.isSelectedBy(selector(policy)));
    }

    private static boolean uses(String variable, Manifest pods) {
        return pods.containers().stream()
                .flatMap(container -> ManifestTree.objects(container, "env").stream())
                .anyMatch(declared -> ManifestTree.text(declared, "name").equals(variable));
    }

    private static boolean takes(String secret, Manifest pods) {
        return pods.containers().stream()
                .flatMap(container -> ManifestTree.objects(container, "envFrom").stream())
                .anyMatch(source -> ManifestTree.text(source, "secretRef.name").equals(secret));
    }

    private static JsonObject selector(Manifest policy) {
        return ManifestTree.object(policy.json(), "spec.podSelector");
    }

    private static List<JsonObject> rules(Manifest policy, String direction) {
        return ManifestTree.objects(policy.json(), "spec." + direction);
    }

    private static Stream<String> ports(JsonObject rule) {
        return ManifestTree.objects(rule, "ports").stream()
                .map(port -> port.get("port"))
                .map(JsonElement::getAsString);
    }
}
