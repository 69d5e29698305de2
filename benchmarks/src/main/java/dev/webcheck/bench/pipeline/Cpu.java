package dev.webcheck.bench.pipeline;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The processor time of a process, or of a process and all below it, also of those that end meanwhile, as far as they were
 * looked at. Confined to one thread.
 */
final class Cpu {

    private final ProcessHandle root;
    private final boolean withDescendants;
    private final Map<Long, Duration> times = new HashMap<>();
    private Duration before = Duration.ZERO;

    private Cpu(ProcessHandle root, boolean withDescendants) {
        this.root = root;
        this.withDescendants = withDescendants;
    }

    static Cpu of(ProcessHandle process) {
        return new Cpu(process, false).begun();
    }

    static Cpu ofTree(ProcessHandle root) {
        return new Cpu(root, true).begun();
    }

    private Cpu begun() {
        look();
        before = sum();
        return this;
    }

    void look() {
        add(root);
        if (withDescendants) {
            root.descendants().forEach(this::add);
        }
    }

    /** Since this object was made. */
    double seconds() {
        look();
        return sum().minus(before).toNanos() / 1e9;
    }

    private void add(ProcessHandle process) {
        process.info().totalCpuDuration().ifPresent(time -> times.put(process.pid(), time));
    }

    private Duration sum() {
        return times.values().stream().reduce(Duration.ZERO, Duration::plus);
    }
}
