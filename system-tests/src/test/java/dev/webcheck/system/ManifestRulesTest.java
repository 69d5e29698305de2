package dev.webcheck.system;

import static dev.webcheck.system.ManifestTree.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestRulesTest {

    @ParameterizedTest
    @ValueSource(strings = {"small", "production"})
    void an_overlay_breaks_no_rule(String overlay) {
        assertThat(ManifestRules.problems(Manifests.of("overlays/" + overlay))).isEmpty();
    }

    @Test
    void the_base_leaves_nothing_open_but_the_versions_of_the_images() {
        assertThat(ManifestRules.problems(Manifests.of("base")))
                .isNotEmpty()
                .allMatch(problem -> problem.endsWith("is not pinned"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "production"})
    void everything_of_an_overlay_is_in_the_namespace_of_webcheck(String overlay) {
        assertThat(Manifests.of("overlays/" + overlay).all())
                .filteredOn(manifest -> !manifest.kind().equals("Namespace"))
                .allMatch(manifest ->
                        ManifestTree.text(manifest.json(), "metadata.namespace").equals("webcheck"));
    }

    @Test
    void no_secret_is_written_down() {
        assertThat(Stream.of("namespace", "base", "overlays/small", "overlays/production")
                        .flatMap(kustomization -> Manifests.of(kustomization).ofKind("Secret")))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} after {1}")
    @MethodSource("breakages")
    void a_broken_rule_is_named(String problem, String broken, Consumer<JsonObject> how) {
        Manifests manifests = Manifests.of("overlays/production");
        how.accept(manifests.all().stream()
                .filter(manifest -> manifest.id().equals(broken))
                .findFirst()
                .orElseThrow()
                .json());

        assertThat(ManifestRules.problems(manifests))
                .anySatisfy(found -> assertThat(found).contains(problem));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ConfigMap/webcheck-settings",
                "ServiceAccount/webcheck-worker",
                "PodDisruptionBudget/webcheck-ingest",
                "Deployment/webcheck-query",
                "NetworkPolicy/webcheck-default-deny",
                "NetworkPolicy/webcheck-dns",
                "NetworkPolicy/webcheck-query",
                "NetworkPolicy/webcheck-to-kafka",
                "NetworkPolicy/webcheck-to-postgres"
            })
    void what_is_left_out_is_missed(String id) {
        List<Manifest> rest =
                new ArrayList<>(Manifests.of("overlays/production").all());
        rest.removeIf(manifest -> manifest.id().equals(id));

        assertThat(ManifestRules.problems(new Manifests(rest))).isNotEmpty();
    }

    static Stream<Arguments> breakages() {
        String worker = "Deployment/webcheck-worker";
        String query = "Deployment/webcheck-query";
        return Stream.of(
                broken("does not match its own pods", worker, podLabels("{\"app.kubernetes.io/name\": \"other\"}")),
                broken(
                        "selects the pods of 0 objects",
                        "Service/webcheck-query",
                        set("spec.selector", "{\"a\": \"b\"}")),
                broken("listens on htp", "Service/webcheck-query", set("spec.ports", "[{\"targetPort\": \"htp\"}]")),
                broken(
                        "selects the pods of 4 objects",
                        "PodDisruptionBudget/webcheck-query",
                        set("spec.selector", "{\"matchLabels\": {\"app.kubernetes.io/part-of\": \"webcheck\"}}")),
                broken("nobody creates the secret", query, container("env", """
                        [{"name": "A", "valueFrom": {"secretKeyRef": {"name": "webcheck-database", "key": "user"}}}]""")),
                broken(
                        "no ConfigMap/other",
                        query,
                        container("envFrom", "[{\"configMapRef\": {\"name\": \"other\"}}]")),
                broken(
                        "nobody creates the secret",
                        query,
                        container("envFrom", "[{\"secretRef\": {\"name\": \"x\"}}]")),
                broken("no volume cache", query, container("volumeMounts", "[{\"name\": \"cache\"}]")),
                broken(
                        "no Deployment/x",
                        "HorizontalPodAutoscaler/webcheck-query",
                        set("spec.scaleTargetRef", "{\"kind\": \"Deployment\", \"name\": \"x\"}")),
                broken("names a number of replicas", query, set("spec.replicas", "2")),
                broken("no resources.limits.memory", worker, container("resources.limits", "{}")),
                broken("is not pinned", worker, container("image", "\"a/b:latest\"")),
                broken("no startupProbe", worker, container("startupProbe", "{}")),
                broken("asks the port web", worker, container("livenessProbe.httpGet.port", "\"web\"")),
                broken("too few to finish", query, pod("terminationGracePeriodSeconds", "35")),
                broken("metrics at the port 5002", worker, container("ports", "[{\"containerPort\": 1}]")),
                broken(
                        "hands out its token",
                        "ServiceAccount/webcheck-query",
                        set("automountServiceAccountToken", "true")),
                broken("mounts a service account's token", worker, pod("automountServiceAccountToken", "true")),
                broken("addresses of services", worker, pod("enableServiceLinks", "true")),
                broken("may run as root", worker, pod("securityContext.runAsNonRoot", "false")),
                broken("has no user number", worker, pod("securityContext.runAsUser", "0")),
                broken("no seccomp profile", worker, pod("securityContext.seccompProfile.type", "\"Unconfined\"")),
                broken("shares the host", worker, pod("hostNetwork", "true")),
                broken("mounts the host", worker, pod("volumes", "[{\"hostPath\": {}, \"name\": \"tmp\"}]")),
                broken("escalate", worker, container("securityContext.allowPrivilegeEscalation", "true")),
                broken("root file system", worker, container("securityContext.readOnlyRootFilesystem", "false")),
                broken("keeps capabilities", worker, container("securityContext.capabilities", "{}")),
                broken("is privileged", worker, container("securityContext.privileged", "true")),
                broken(
                        "selects no pod",
                        "NetworkPolicy/webcheck-query",
                        set("spec.podSelector", "{\"matchLabels\": {\"a\": \"b\"}}")),
                broken(
                        "nothing listens",
                        "NetworkPolicy/webcheck-query",
                        set("spec.ingress", "[{\"ports\": [{\"port\": \"web\"}]}]")));
    }

    private static Arguments broken(String problem, String id, Consumer<JsonObject> how) {
        return arguments(problem, id, how);
    }

    private static Consumer<JsonObject> podLabels(String json) {
        return set("spec.template.metadata.labels", json);
    }

    private static Consumer<JsonObject> pod(String path, String json) {
        return set("spec.template.spec." + path, json);
    }

    private static Consumer<JsonObject> container(String path, String json) {
        return manifest ->
                set(path, json).accept(new Manifest(manifest).containers().get(0));
    }

    private static Consumer<JsonObject> set(String path, String json) {
        int last = path.lastIndexOf('.');
        return manifest -> (last < 0 ? manifest : object(manifest, path.substring(0, last)))
                .add(path.substring(last + 1), JsonParser.parseString(json));
    }
}
