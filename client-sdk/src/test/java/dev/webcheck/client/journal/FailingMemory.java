package dev.webcheck.client.journal;

import java.nio.ByteBuffer;
import java.util.function.Supplier;

/** Memory of which each access throws from one access on, as that of a file that was cut short. */
final class FailingMemory extends Memory {

    private final Supplier<Throwable> failure;
    private long left = Long.MAX_VALUE;
    private boolean failed;

    FailingMemory(int size, Supplier<Throwable> failure) {
        super(ByteBuffer.allocateDirect(size + CACHE_LINE)
                .alignedSlice(CACHE_LINE)
                .slice(0, size));
        this.failure = failure;
    }

    /** So many accesses go well from now on. */
    synchronized void failAfter(long accesses) {
        left = accesses;
    }

    synchronized boolean hasFailed() {
        return failed;
    }

    private synchronized void access() {
        if (left <= 0) {
            failed = true;
            FailingMemory.<RuntimeException>raise(failure.get());
        }
        left--;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise(Throwable failure) throws T {
        throw (T) failure;
    }

    @Override
    long get(int at) {
        access();
        return super.get(at);
    }

    @Override
    void copy(int at, long[] to, int length) {
        access();
        super.copy(at, to, length);
    }

    @Override
    long getAcquire(int at) {
        access();
        return super.getAcquire(at);
    }

    @Override
    long getVolatile(int at) {
        access();
        return super.getVolatile(at);
    }

    @Override
    void set(int at, long value) {
        access();
        super.set(at, value);
    }

    @Override
    void setRelease(int at, long value) {
        access();
        super.setRelease(at, value);
    }

    @Override
    void setVolatile(int at, long value) {
        access();
        super.setVolatile(at, value);
    }

    @Override
    void commit(int at, long value) {
        access();
        super.commit(at, value);
    }

    @Override
    void probe(int at) {
        access();
        super.probe(at);
    }

    @Override
    void put(int at, byte[] from, int offset, int length) {
        access();
        super.put(at, from, offset, length);
    }

    @Override
    void copy(int at, byte[] to, int offset, int length) {
        access();
        super.copy(at, to, offset, length);
    }
}
