package dev.webcheck.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a service is started: {@code java -jar}, with its configuration in environment variables.
 *
 * <p>This class is immutable.
 *
 * @param name what users call it
 * @param jar what to run
 * @param port where it will listen, on the loopback address only
 * @param environment variables in addition to those of this process
 * @param jvmOptions options of its JVM
 * @param logFile where its output goes; emptied at the first start
 */
public record ServiceLaunch(
        String name, Path jar, int port, Map<String, String> environment, List<String> jvmOptions, Path logFile) {

    /**
     * Copies what could change.
     *
     * @param name what users call it
     * @param jar what to run
     * @param port where it will listen, on the loopback address only
     * @param environment variables in addition to those of this process
     * @param jvmOptions options of its JVM
     * @param logFile where its output goes; emptied at the first start
     */
    public ServiceLaunch {
        environment = Map.copyOf(environment);
        jvmOptions = List.copyOf(jvmOptions);
    }

    ProcessBuilder processBuilder(boolean keepLog) throws IOException {
        Files.createDirectories(logFile.toAbsolutePath().getParent());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add("-jar");
        command.add(jar.toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        keepLog
                                ? ProcessBuilder.Redirect.appendTo(logFile.toFile())
                                : ProcessBuilder.Redirect.to(logFile.toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        return builder;
    }
}
