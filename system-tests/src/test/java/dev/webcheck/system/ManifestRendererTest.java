package dev.webcheck.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is expected here is what kustomize 5.5.0 renders from the same files. */
class ManifestRendererTest {

    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web
            spec:
              template:
                spec:
                  terminationGracePeriodSeconds: 45
                  containers:
                    - name: web
                      image: webcheck/web
                      envFrom:
                        - configMapRef:
                            name: old
                      env:
                        - name: FIRST
                          value: one
                        - name: SECOND
                          value: two
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void a_base_with_one_deployment() throws IOException {
        write("base/kustomization.yaml", "resources: [web.yaml]");
        write("base/web.yaml", DEPLOYMENT);
    }

    @Test
    void a_base_is_rendered_as_it_is() {
        assertThat(ManifestRenderer.render(folder.resolve("base"))).isEqualTo(ManifestTree.documents(DEPLOYMENT));
    }

    @Test
    void an_overlay_sets_the_namespace_and_the_image() throws IOException {
        write("kustomization.yaml", """
                namespace: here
                resources: [base]
                images:
                  - name: webcheck/web
                    newName: registry:5000/web
                    newTag: "7"
                """);

        JsonObject rendered = ManifestRenderer.render(folder).get(0);

        assertThat(ManifestTree.text(rendered, "metadata.namespace")).isEqualTo("here");
        assertThat(ManifestTree.text(container(rendered), "image")).isEqualTo("registry:5000/web:7");
    }

    @Test
    void a_patch_merges_lists_by_key_with_its_own_entries_first() throws IOException {
        patchedBy("""
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: web
                spec:
                  template:
                    spec:
                      terminationGracePeriodSeconds: null
                      containers:
                        - name: web
                          envFrom:
                            - configMapRef:
                                name: new
                          env:
                            - name: ADDED
                              value: three
                            - name: SECOND
                              value: changed
                """);

        JsonObject rendered = ManifestRenderer.render(folder).get(0);

        assertThat(container(rendered)).isEqualTo(ManifestTree.documents("""
                name: web
                image: webcheck/web
                envFrom:
                  - configMapRef:
                      name: new
                env:
                  - name: ADDED
                    value: three
                  - name: SECOND
                    value: changed
                  - name: FIRST
                    value: one
                """).get(0));
        assertThat(ManifestTree.at(rendered, "spec.template.spec.terminationGracePeriodSeconds"))
                .isEmpty();
    }

    @Test
    void a_patch_for_what_is_not_there_is_refused() throws IOException {
        patchedBy("kind: Deployment\nmetadata: {name: other}");

        assertThatThrownBy(() -> ManifestRenderer.render(folder)).hasMessageContaining("Deployment/other");
    }

    @Test
    void a_field_of_kustomize_that_is_not_known_is_refused() throws IOException {
        write("kustomization.yaml", "resources: [base]\nnamePrefix: my-");

        assertThatThrownBy(() -> ManifestRenderer.render(folder)).hasMessageContaining("namePrefix");
    }

    private void patchedBy(String patch) throws IOException {
        write("kustomization.yaml", "resources: [base]\npatches: [{path: patch.yaml}]");
        write("patch.yaml", patch);
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static JsonObject container(JsonObject rendered) {
        return new Manifest(rendered).containers().get(0);
    }
}
