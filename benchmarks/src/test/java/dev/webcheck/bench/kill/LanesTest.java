package dev.webcheck.bench.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanesTest {

    @Test
    void what_one_process_writes_another_reads(@TempDir Path folder) {
        Lanes written = Lanes.in(folder.resolve("lanes"), 2);
        written.begins(1, 7);
        written.hasEnded(1, 6);

        Lanes read = Lanes.in(folder.resolve("lanes"), 2);

        assertThat(read.lastBegun(1)).isEqualTo(7);
        assertThat(read.lastEnded(1)).isEqualTo(6);
        assertThat(read.lastBegun(0)).isZero();
        assertThat(read.lastEnded(0)).isZero();
    }
}
