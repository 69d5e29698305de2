package dev.webcheck.store.write;

/**
 * What one transaction may load. The last row that is read may exceed the bound on bytes.
 *
 * @param rows the most rows
 * @param bytes the most bytes of their texts and lists
 */
public record Bounds(int rows, long bytes) {

    /** The bounds of a worker: with four lanes they take about a quarter of a heap of 460 MB. */
    public static final Bounds OF_A_WORKER = new Bounds(20_000, 8 * 1024 * 1024);

    /** No bounds. */
    static final Bounds NONE = new Bounds(Integer.MAX_VALUE, Long.MAX_VALUE);

    public Bounds {
        if (rows < 1 || bytes < 1) {
            throw new IllegalArgumentException("bounds " + rows + " rows, " + bytes + " bytes are below 1");
        }
    }
}
