package dev.webcheck.store.read;

/**
 * How much of a list is read at a time: no further row is read once either bound is reached, so a page always has at least one row
 * where there is one. This record is immutable.
 *
 * @param rows the most rows, at least 1
 * @param bytes about how many bytes of text the rows have together, at least 1
 */
public record PageLimit(int rows, long bytes) {

    /** About how many bytes a page has at the most, but for its last row: 1 MiB. */
    public static final long PAGE_BYTES = 1 << 20;

    public PageLimit {
        if (rows < 1 || bytes < 1) {
            throw new IllegalArgumentException("limit is " + rows + " rows or " + bytes + " bytes, must be at least 1");
        }
    }

    /**
     * A page.
     *
     * @param rows the most rows, at least 1
     * @return so many rows, and {@value #PAGE_BYTES} bytes
     */
    public static PageLimit ofRows(int rows) {
        return new PageLimit(rows, PAGE_BYTES);
    }

    /**
     * What is still wanted where something was read.
     *
     * @param readRows how many rows were read, fewer than {@code rows}
     * @param readBytes how many bytes these have
     * @return the rest, at least a byte of it
     */
    public PageLimit without(int readRows, long readBytes) {
        return new PageLimit(rows - readRows, Math.max(1, bytes - readBytes));
    }

    /**
     * One row more, by which a reader sees whether there is a next page.
     *
     * @return the same bytes
     */
    public PageLimit andOne() {
        return new PageLimit(rows + 1, bytes);
    }
}
