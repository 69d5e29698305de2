package dev.webcheck.bench.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * How far an application has come, written where its death leaves it: for each lane the number of the last request that
 * it began to execute, and of the last whose end it has seen.
 *
 * <p>A lane is written by one thread at a time.
 */
final class Lanes {

    private static final VarHandle NUMBER = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final ByteBuffer numbers;

    private Lanes(ByteBuffer numbers) {
        this.numbers = numbers;
    }

    static Lanes in(Path file, int count) {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new Lanes(channel.map(FileChannel.MapMode.READ_WRITE, 0, 2L * count * Integer.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void begins(int lane, int number) {
        NUMBER.setRelease(numbers, begun(lane), number);
    }

    void hasEnded(int lane, int number) {
        NUMBER.setRelease(numbers, begun(lane) + Integer.BYTES, number);
    }

    int lastBegun(int lane) {
        return (int) NUMBER.getAcquire(numbers, begun(lane));
    }

    int lastEnded(int lane) {
        return (int) NUMBER.getAcquire(numbers, begun(lane) + Integer.BYTES);
    }

    private static int begun(int lane) {
        return lane * 2 * Integer.BYTES;
    }
}
