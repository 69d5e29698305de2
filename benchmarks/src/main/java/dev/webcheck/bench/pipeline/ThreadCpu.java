package dev.webcheck.bench.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The CPU time of a JVM's own threads, which Linux tells in {@code /proc/PID/task} (proc(5)); elsewhere it is 0. Confined to one
 * thread.
 */
final class ThreadCpu {

    private static final double TICKS_PER_SECOND = 100;
    /** Fields of {@code stat} after the name in parentheses: utime and stime are the 14th and 15th of all. */
    private static final int USER_TIME = 11;

    private final Path tasks;
    private final List<String> names;
    private final double before;

    private ThreadCpu(ProcessHandle process, List<String> names) {
        this.tasks = Path.of("/proc", String.valueOf(process.pid()), "task");
        this.names = names;
        this.before = sum();
    }

    /** Threads of the JIT compiler. One that ends when there is little to compile takes its time with it. */
    static ThreadCpu ofCompiler(ProcessHandle process) {
        return new ThreadCpu(process, List.of("C1 Compiler", "C2 Compiler"));
    }

    /** Threads of the garbage collectors. The serial collector works in the thread of the VM. */
    static ThreadCpu ofCollector(ProcessHandle process) {
        return new ThreadCpu(process, List.of("GC Thread", "G1 ", "VM Thread"));
    }

    /** Since this object was made. */
    double seconds() {
        return Math.max(0, sum() - before);
    }

    private double sum() {
        if (!Files.isDirectory(tasks)) {
            return 0;
        }
        try (Stream<Path> threads = Files.list(tasks)) {
            return threads.mapToDouble(this::seconds).sum();
        } catch (IOException e) {
            return 0; // the process has ended
        }
    }

    private double seconds(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"), StandardCharsets.UTF_8);
            int end = stat.lastIndexOf(')');
            String name = stat.substring(stat.indexOf('(') + 1, end);
            if (names.stream().noneMatch(name::startsWith)) {
                return 0;
            }
            String[] fields = stat.substring(end + 2).split(" ", -1);
            return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1])) / TICKS_PER_SECOND;
        } catch (IOException e) {
            return 0; // the thread has ended
        }
    }
}
