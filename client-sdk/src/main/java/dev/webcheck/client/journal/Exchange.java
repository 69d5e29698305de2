package dev.webcheck.client.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Atomic exchanges with memory whose pages may be gone.
 *
 * <p>HotSpot survives a plain access to a page that is gone, and a compiled exchange. An interpreted exchange ends the process with
 * SIGBUS: with JDK 17 each kind, with JDK 25 {@code compareAndSet}. Callers therefore check {@link #isCompiled}, and call {@link #warmUp}
 * until it is true. This class measures whether exchanges are compiled, because the JVM offers no query for it: interpreted exchanges
 * take ten times as long. In a JVM that does not compile, {@link #isCompiled} stays false.
 */
final class Exchange {

    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final ByteBuffer SCRATCH =
            ByteBuffer.allocateDirect(3 * Long.BYTES).alignedSlice(Long.BYTES);

    private static final int CALLS_BETWEEN_LOOKS = 500;
    private static final int CALLS_OF_A_LOOK = 64;

    /** For both exchanges. With JDK 17, 4,400 were seen where both were interpreted, 850 where a part was, and 250 at most otherwise. */
    private static final long MOST_NANOS_IF_COMPILED = 400;

    private static final AtomicInteger CALLS = new AtomicInteger();

    /** A thread that sees it late goes on as before. */
    private static boolean compiled;

    private Exchange() {}

    static boolean isCompiled() {
        return compiled;
    }

    /** Brings the compiler to compile exchanges, and looks now and then whether it has. */
    static void warmUp() {
        getAndSet(SCRATCH, 0, 1);
        getAndAdd(SCRATCH, Long.BYTES, 0);
        if (CALLS.incrementAndGet() % CALLS_BETWEEN_LOOKS == 0) {
            long begun = System.nanoTime();
            for (int i = 0; i < CALLS_OF_A_LOOK; i++) {
                getAndSet(SCRATCH, 0, i);
                getAndAdd(SCRATCH, Long.BYTES, 0);
            }
            compiled = System.nanoTime() - begun < CALLS_OF_A_LOOK * MOST_NANOS_IF_COMPILED;
        }
    }

    /** Has no branch that the compiler could leave out until it is taken; to take it would bring back the interpreter. */
    static long getAndSet(ByteBuffer bytes, int at, long value) {
        return (long) LONGS.getAndSet(bytes, at, value);
    }

    /** As {@link #getAndSet}. */
    static long getAndAdd(ByteBuffer bytes, int at, long amount) {
        return (long) LONGS.getAndAdd(bytes, at, amount);
    }
}
