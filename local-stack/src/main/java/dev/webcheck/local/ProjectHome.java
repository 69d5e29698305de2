package dev.webcheck.local;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of the project, in whose modules the packaged services lie. */
final class ProjectHome {

    /** Says where it is, when it is not the working folder or one above. */
    static final String PROPERTY = "webcheck.home";

    private ProjectHome() {}

    static Path find() {
        String told = System.getProperty(PROPERTY);
        return told != null ? Path.of(told).toAbsolutePath() : above(Path.of("").toAbsolutePath());
    }

    private static Path above(Path start) {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("local-stack/pom.xml"))) {
                return folder;
            }
        }
        throw new LocalServerException(
                "The folder of the project was not found above " + start + ". Name it with -D" + PROPERTY + "=FOLDER.");
    }
}
