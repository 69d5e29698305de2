package dev.webcheck.local;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A runnable jar without content, whose class path leads to {@link SampleService}. */
final class SampleJar {

    private SampleJar() {}

    static Path in(Path folder) throws IOException {
        Path jar = folder.resolve("sample.jar");
        Files.createDirectories(folder);
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, SampleService.class.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                SampleService.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            out.finish();
        }
        return jar;
    }
}
