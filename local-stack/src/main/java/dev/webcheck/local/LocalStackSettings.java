package dev.webcheck.local;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a local stack is started with.
 *
 * <p>This class is immutable; each {@code with} method answers a changed copy.
 */
public final class LocalStackSettings {

    private final Path dataDirectory;
    private final boolean temporary;
    private final LocalPorts ports;
    private final Map<Service, Map<String, String>> environments;
    private final List<String> jvmOptions;
    private final Progress progress;

    private LocalStackSettings(
            Path dataDirectory,
            boolean temporary,
            LocalPorts ports,
            Map<Service, Map<String, String>> environments,
            List<String> jvmOptions,
            Progress progress) {
        this.dataDirectory = dataDirectory;
        this.temporary = temporary;
        this.ports = ports;
        this.environments = environments;
        this.jvmOptions = jvmOptions;
        this.progress = progress;
    }

    /**
     * Free ports, and a new folder that is deleted when the stack is closed.
     *
     * @return the settings
     */
    public static LocalStackSettings temporary() {
        return new LocalStackSettings(
                TemporaryFolder.create("webcheck-stack-"),
                true,
                LocalPorts.free(),
                Map.of(),
                List.of(),
                Progress.SILENT);
    }

    /**
     * Given ports, and a folder whose data is kept.
     *
     * @param dataDirectory the folder of all data and logs, made if it is missing
     * @param ports where the parts listen
     * @return the settings
     */
    public static LocalStackSettings kept(Path dataDirectory, LocalPorts ports) {
        return new LocalStackSettings(
                dataDirectory.toAbsolutePath().normalize(), false, ports, Map.of(), List.of(), Progress.SILENT);
    }

    /**
     * Tells a service more, or something else, than the stack does.
     *
     * @param service the service
     * @param variables environment variables
     * @return the settings with them
     */
    public LocalStackSettings withEnvironment(Service service, Map<String, String> variables) {
        Map<Service, Map<String, String>> more = new EnumMap<>(Service.class);
        more.putAll(environments);
        more.merge(service, Map.copyOf(variables), LocalStackSettings::union);
        return new LocalStackSettings(dataDirectory, temporary, ports, more, jvmOptions, progress);
    }

    /**
     * Gives the JVMs of the services more options.
     *
     * @param options as the command {@code java} takes them
     * @return the settings with these, and no others that were added before
     */
    public LocalStackSettings withJvmOptions(List<String> options) {
        return new LocalStackSettings(dataDirectory, temporary, ports, environments, List.copyOf(options), progress);
    }

    /**
     * Lets somebody follow the start.
     *
     * @param listener hears of each step
     * @return the settings with it
     */
    public LocalStackSettings withProgress(Progress listener) {
        return new LocalStackSettings(dataDirectory, temporary, ports, environments, jvmOptions, listener);
    }

    Path dataDirectory() {
        return dataDirectory;
    }

    boolean isTemporary() {
        return temporary;
    }

    LocalPorts ports() {
        return ports;
    }

    List<String> jvmOptions() {
        return jvmOptions;
    }

    Progress progress() {
        return progress;
    }

    Map<String, String> environment(Service service) {
        return environments.getOrDefault(service, Map.of());
    }

    private static Map<String, String> union(Map<String, String> first, Map<String, String> second) {
        Map<String, String> union = new HashMap<>(first);
        union.putAll(second);
        return union;
    }
}
