package dev.webcheck.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The golden files: JSON of events as others may send it, and of things that only look like events. */
final class Golden {

    private static final String SCHEMA_IS_BLIND = "# only the codec sees this";

    private Golden() {}

    /** A file, by its name without the ending. */
    record Example(String name, Path file) {

        /** Variants say the same as another way of writing would, so they are not written back as they were. */
        boolean isVariant() {
            return name.contains("-variant-");
        }

        byte[] json() {
            return bytes(file);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** A file that is no event, what is wrong with it, and whether the schema can see that. */
    record CounterExample(String name, Path file, List<String> violations, boolean schemaSeesIt) {
        byte[] json() {
            return bytes(file);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** A file with the array of a record, and what is to be found at each place: the type of an event, or what is wrong. */
    record ArrayExample(String name, Path file, List<String> elements) {
        byte[] json() {
            return bytes(file);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<ArrayExample> records() {
        return files("golden/records", ".json").map(Golden::arrayExample).toList();
    }

    private static ArrayExample arrayExample(Path file) {
        String name = name(file);
        byte[] elements = bytes(file.resolveSibling(name + ".elements"));
        return new ArrayExample(
                name, file, new String(elements, StandardCharsets.UTF_8).lines().toList());
    }

    static List<Example> valid() {
        return files("golden/valid", ".json")
                .map(file -> new Example(name(file), file))
                .toList();
    }

    static List<CounterExample> invalid() {
        return files("golden/invalid", ".json").map(Golden::counterExample).toList();
    }

    private static CounterExample counterExample(Path file) {
        String name = name(file);
        List<String> lines = new String(bytes(file.resolveSibling(name + ".violations")), StandardCharsets.UTF_8)
                .lines()
                .toList();
        boolean blind = lines.get(0).equals(SCHEMA_IS_BLIND);
        return new CounterExample(name, file, blind ? lines.subList(1, lines.size()) : lines, !blind);
    }

    private static Stream<Path> files(String folder, String ending) {
        try (Stream<Path> files = Files.list(
                Path.of(Objects.requireNonNull(Golden.class.getResource(folder)).toURI()))) {
            List<Path> found = files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
            return found.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.json$", "");
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
