package dev.webcheck.local.command;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The jar that a module of the project has been built to. */
final class ModuleJar {

    private ModuleJar() {}

    static Optional<Path> find(Path home, String module) {
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(home.resolve(module).resolve("target"), "webcheck-" + module + "-*.jar")) {
            for (Path jar : jars) {
                String name = jar.getFileName().toString();
                if (!name.endsWith("-sources.jar") && !name.endsWith("-javadoc.jar")) {
                    return Optional.of(jar);
                }
            }
        } catch (IOException e) {
            // no such folder, which is as good as an empty one
        }
        return Optional.empty();
    }
}
