package dev.webcheck.client;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** The types of a package that others can use, with the members of each in alphabetical order, as {@code javap} shows them. */
final class PublicApi {

    private static final ToolProvider JAVAP = ToolProvider.findFirst("javap").orElseThrow();

    private PublicApi() {}

    /** The API of the package of a class; one line for each type and each member. */
    static List<String> ofPackageOf(Class<?> any) throws IOException, URISyntaxException {
        Path place =
                Path.of(any.getProtectionDomain().getCodeSource().getLocation().toURI());
        return classNames(place, any.getPackageName())
                .flatMap(name -> api(place, name))
                .toList();
    }

    private static Stream<String> classNames(Path place, String packageName) throws IOException {
        if (Files.isDirectory(place)) {
            return classNamesUnder(place, packageName).stream();
        }
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
            return classNamesUnder(jar.getPath("/"), packageName).stream();
        }
    }

    private static List<String> classNamesUnder(Path root, String packageName) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(packageName.replace('.', '/')))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".class") && !file.equals("package-info.class"))
                    .map(file -> packageName + "." + file.substring(0, file.length() - ".class".length()))
                    .sorted()
                    .toList();
        }
    }

    private static Stream<String> api(Path place, String className) {
        List<String> lines = javap("-protected", "-constants", "-cp", place.toString(), className)
                .filter(line -> !line.startsWith("Compiled from") && !line.equals("}"))
                .toList();
        if (lines.isEmpty() || !lines.get(0).startsWith("public ")) {
            return Stream.empty();
        }
        String type = lines.get(0).replaceFirst(" \\{$", "");
        return Stream.concat(
                Stream.of(type), lines.stream().skip(1).sorted().map(member -> className + ": " + member.strip()));
    }

    private static Stream<String> javap(String... arguments) {
        StringWriter output = new StringWriter();
        int status = JAVAP.run(new PrintWriter(output), new PrintWriter(output), arguments);
        if (status != 0) {
            throw new IllegalStateException(Stream.of(arguments).collect(joining(" ", "javap ", ": ")) + output);
        }
        return output.toString().lines();
    }
}
