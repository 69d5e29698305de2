package dev.webcheck.local.command;

import dev.webcheck.local.LocalStack;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Hands what it is told on to the benchmarks, a program with a class path of its own. */
@Command(
        name = "bench",
        description = "Measures Webcheck on this machine: what it costs, and whether a kill can hide anything from it.")
final class BenchCommand implements Callable<Integer> {

    @Unmatched
    private final List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws InterruptedException {
        Path home = LocalStack.home();
        Path jar = ModuleJar.find(home, "benchmarks")
                .orElseThrow(() -> new CommandFailure("The benchmarks are not built. Run them with ./webcheck bench"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dwebcheck.home=" + home,
                "-cp",
                jar + File.pathSeparator + jar.resolveSibling("lib").resolve("*"),
                "dev.webcheck.bench.Bench"));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            // It ends as this one is told to end, and this one not before it.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "end-bench"));
            return process.waitFor();
        } catch (IOException e) {
            throw new CommandFailure("The benchmarks could not be started: " + e);
        }
    }

    private static void end(Process process) {
        process.destroy();
        process.onExit().join();
    }
}
