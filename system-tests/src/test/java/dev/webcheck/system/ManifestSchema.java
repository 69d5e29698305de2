package dev.webcheck.system;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The Kubernetes models, applied strictly: an unknown field is refused, a missing one, and a value of the wrong type. */
final class ManifestSchema {

    private static final Map<String, Model> MODELS = Map.of(
            "v1 ConfigMap", new Model(V1ConfigMap::validateJsonElement, V1ConfigMap.class),
            "v1 Namespace", new Model(V1Namespace::validateJsonElement, V1Namespace.class),
            "v1 Service", new Model(V1Service::validateJsonElement, V1Service.class),
            "v1 ServiceAccount", new Model(V1ServiceAccount::validateJsonElement, V1ServiceAccount.class),
            "apps/v1 Deployment", new Model(V1Deployment::validateJsonElement, V1Deployment.class),
            "apps/v1 StatefulSet", new Model(V1StatefulSet::validateJsonElement, V1StatefulSet.class),
            "batch/v1 Job", new Model(V1Job::validateJsonElement, V1Job.class),
            "policy/v1 PodDisruptionBudget",
                    new Model(V1PodDisruptionBudget::validateJsonElement, V1PodDisruptionBudget.class),
            "networking.k8s.io/v1 NetworkPolicy",
                    new Model(V1NetworkPolicy::validateJsonElement, V1NetworkPolicy.class),
            "autoscaling/v2 HorizontalPodAutoscaler",
                    new Model(V2HorizontalPodAutoscaler::validateJsonElement, V2HorizontalPodAutoscaler.class));

    private ManifestSchema() {}

    /** What is wrong with an object, or nothing. */
    static Optional<String> violation(JsonObject object) {
        String type = ManifestTree.text(object, "apiVersion") + " " + ManifestTree.text(object, "kind");
        Model model = MODELS.get(type);
        if (model == null) {
            return Optional.of("the kind `" + type + "` is not one of " + MODELS.keySet());
        }
        try {
            model.fields().check(object);
            Objects.requireNonNull(JSON.getGson().fromJson(object, model.type()));
            return Optional.empty();
        } catch (IOException | IllegalArgumentException | JsonParseException e) {
            return Optional.of(new Manifest(object).id() + ": " + e.getMessage());
        }
    }

    private record Model(Check fields, Class<?> type) {}

    @FunctionalInterface
    private interface Check {
        void check(JsonElement element) throws IOException;
    }
}
