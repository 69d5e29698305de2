package dev.webcheck.system;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/** The restricted Pod Security Standard, and no way to the Kubernetes API. */
final class ManifestSecurityRules {

    private ManifestSecurityRules() {}

    static Stream<String> problems(Manifests manifests) {
        return Stream.concat(
                manifests
                        .ofKind("ServiceAccount")
                        .filter(account -> !isFalse(account.json(), "automountServiceAccountToken"))
                        .map(account -> account.id() + " hands out its token"),
                manifests.withPods().flatMap(ManifestSecurityRules::ofPods));
    }

    private static Stream<String> ofPods(Manifest manifest) {
        JsonObject pod = manifest.podSpec();
        Stream<String> ofPod = Stream.of(
                        ManifestRules.problemIf(
                                !isFalse(pod, "automountServiceAccountToken"), "mounts a service account's token"),
                        ManifestRules.problemIf(
                                !isFalse(pod, "enableServiceLinks"), "takes the addresses of services for settings"),
                        ManifestRules.problemIf(
                                !ManifestTree.isTrue(pod, "securityContext.runAsNonRoot"), "may run as root"),
                        ManifestRules.problemIf(
                                ManifestTree.number(pod, "securityContext.runAsUser", 0) == 0, "has no user number"),
                        ManifestRules.problemIf(
                                !ManifestTree.text(pod, "securityContext.seccompProfile.type")
                                        .equals("RuntimeDefault"),
                                "has no seccomp profile"),
                        Stream.of("hostNetwork", "hostPID", "hostIPC")
                                .filter(pod::has)
                                .map(field -> "shares the host by " + field),
                        ManifestTree.objects(pod, "volumes").stream()
                                .filter(volume -> volume.has("hostPath"))
                                .map(volume -> "mounts the host by " + volume))
                .flatMap(problems -> problems);
        Stream<String> ofContainers = manifest.containers().stream().flatMap(ManifestSecurityRules::ofContainer);
        return Stream.concat(ofPod, ofContainers).map(problem -> manifest.id() + " " + problem);
    }

    private static Stream<String> ofContainer(JsonObject container) {
        JsonObject context = ManifestTree.object(container, "securityContext");
        return Stream.of(
                        ManifestRules.problemIf(
                                !isFalse(context, "allowPrivilegeEscalation"), "may escalate its privileges"),
                        ManifestRules.problemIf(
                                !ManifestTree.isTrue(context, "readOnlyRootFilesystem"),
                                "may write its root file system"),
                        ManifestRules.problemIf(
                                !ManifestTree.texts(context, "capabilities.drop")
                                                .equals(List.of("ALL"))
                                        || ManifestTree.at(context, "capabilities.add")
                                                .isPresent(),
                                "keeps capabilities"),
                        ManifestRules.problemIf(ManifestTree.isTrue(context, "privileged"), "is privileged"))
                .flatMap(problems -> problems);
    }

    private static boolean isFalse(JsonObject object, String path) {
        return ManifestTree.text(object, path).equals("false");
    }
}
