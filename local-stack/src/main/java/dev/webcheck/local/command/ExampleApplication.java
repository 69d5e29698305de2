package dev.webcheck.local.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The example application, as a process: it sends requests of every kind, and kills a child in the middle of one. */
final class ExampleApplication {

    private final Process process;
    private final Path log;

    private ExampleApplication(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it, whether or not Kafka and the topic are there yet: it keeps what it records until they are. If this process ends
     * meanwhile, so does the example.
     */
    static ExampleApplication start(Path home, String bootstrapServers, DataFolder folder) {
        Path log = folder.logs().resolve("example.log");
        Path jar = ModuleJar.find(home, "examples")
                .orElseThrow(() -> new CommandFailure(
                        "The example application is not built. Run without it: ./webcheck up --no-example"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx128m");
        command.add("-XX:+UseSerialGC");
        command.addAll(QuickStart.JVM_OPTIONS);
        command.add("-jar");
        command.add(jar.toString());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "WEBCHECK_KAFKA_BOOTSTRAP_SERVERS",
                        bootstrapServers,
                        "WEBCHECK_JOURNAL_DIRECTORY",
                        folder.journals().toString(),
                        // A slow machine may need longer to start Kafka and the worker than an application would wait
                        // at its end.
                        "WEBCHECK_CLOSE_TIMEOUT",
                        "60s"));
        try {
            ExampleApplication example = new ExampleApplication(builder.start(), log);
            Runtime.getRuntime().addShutdownHook(new Thread(example::end, "end-example"));
            return example;
        } catch (IOException e) {
            throw new CommandFailure("The example application could not be started: " + e);
        }
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Waits for its end, and answers what to say if it was not a good one. */
    Optional<String> awaitEnd() throws InterruptedException {
        int exitCode = process.waitFor();
        return exitCode == 0
                ? Optional.empty()
                : Optional.of(
                        "The example application ended with exit code " + exitCode + ". Its output is in " + log + ".");
    }

    private void end() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
