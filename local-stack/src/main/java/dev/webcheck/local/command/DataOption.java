package dev.webcheck.local.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where data lies. */
final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of all data and logs. Default: .webcheck in the project's folder.")
    private Path folder = Path.of(System.getProperty("webcheck.home", "."), ".webcheck");

    Path folder() {
        return folder;
    }
}
