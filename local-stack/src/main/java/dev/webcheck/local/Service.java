package dev.webcheck.local;

import java.nio.file.Path;

/** The services of Webcheck. */
public enum Service {
    /** From the topic to rows, counts and verdicts. */
    WORKER("worker-service"),
    /** From HTTP to the topic. */
    INGEST("ingest-service"),
    /** From rows to REST. */
    QUERY("query-service");

    private final String folder;

    Service(String folder) {
        this.folder = folder;
    }

    /** What users call it, which is also the name of its module. */
    String label() {
        return folder;
    }

    Path jar(Path home) {
        return home.resolve(folder).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
