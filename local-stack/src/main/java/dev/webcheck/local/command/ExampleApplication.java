package dev.webcheck.local.command;

import java.io.IOException;
import java.nio.file.Path;

/** The example application, as a process: it sends requests of every kind, and kills a child in the middle of one. */
final class ExampleApplication {

    private final Path home;
    private final String bootstrapServers;
    private final DataFolder folder;

    ExampleApplication(Path home, String bootstrapServers, DataFolder folder) {
        this.home = home;
        this.bootstrapServers = bootstrapServers;
        this.folder = folder;
    }

    /** Runs it to its end. If this process ends meanwhile, so does the example. */
    void run() throws InterruptedException {
        Path log = folder.logs().resolve("example.log");
        Path jar = ModuleJar.find(home, "examples")
                .orElseThrow(() -> new CommandFailure(
                        "The example application is not built. Run without it: ./webcheck up --no-example"));
        try {
            ProcessBuilder builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx128m",
                            "-jar",
                            jar.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("WEBCHECK_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
            builder.environment()
                    .put("WEBCHECK_JOURNAL_DIRECTORY", folder.journals().toString());
            Process process = builder.start();
            Thread endIt = new Thread(() -> end(process), "end-example");
            Runtime.getRuntime().addShutdownHook(endIt);
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                throw new CommandFailure(
                        "The example application ended with exit code " + exitCode + ". Its output is in " + log + ".");
            }
            Runtime.getRuntime().removeShutdownHook(endIt);
        } catch (IOException e) {
            throw new CommandFailure("The example application could not be started: " + e);
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
