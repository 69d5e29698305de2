package dev.webcheck.client.journal;

import java.nio.ByteBuffer;

/**
 * Memory of a process that is killed after a number of stores: each one after them throws. Or of a thread in which just one
 * store fails.
 */
final class KillableMemory extends Memory {

    private long left = Long.MAX_VALUE;
    private boolean once;

    private KillableMemory(ByteBuffer bytes) {
        super(bytes);
    }

    static KillableMemory ofSize(int size) {
        return new KillableMemory(ByteBuffer.allocateDirect(size + CACHE_LINE)
                .alignedSlice(CACHE_LINE)
                .slice(0, size));
    }

    void killAfter(long stores) {
        left = stores;
    }

    void failOnceAfter(long stores) {
        left = stores;
        once = true;
    }

    long left() {
        return left;
    }

    private void store() {
        if (left <= 0) {
            left = once ? Long.MAX_VALUE : 0;
            throw new Killed();
        }
        left--;
    }

    @Override
    void set(int at, long value) {
        store();
        super.set(at, value);
    }

    @Override
    void setRelease(int at, long value) {
        store();
        super.setRelease(at, value);
    }

    @Override
    void setVolatile(int at, long value) {
        store();
        super.setVolatile(at, value);
    }

    @Override
    void commit(int at, long value) {
        store();
        super.commit(at, value);
    }

    @Override
    void put(int at, byte[] from, int offset, int length) {
        // In two stores, so that a copy can be killed in its middle.
        store();
        super.put(at, from, offset, length / 2);
        store();
        super.put(at + length / 2, from, offset + length / 2, length - length / 2);
    }

    /** The process is dead. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }
}
