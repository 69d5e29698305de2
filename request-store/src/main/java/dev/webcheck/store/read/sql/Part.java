package dev.webcheck.store.read.sql;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The first rows of a statement. This record is immutable.
 *
 * @param rows what was read of each
 * @param all whether the statement has no further rows
 * @param <T> what is read of each
 */
public record Part<T>(List<T> rows, boolean all) {

    public Part {
        rows = List.copyOf(rows);
    }

    /**
     * The first of some rows, up to the one with which they reach a size. So there is at least one row where there is one.
     *
     * @param rows one after the other; no further one is taken once the size is reached
     * @param size of what was read of a row, in any unit
     * @param mostSize at which size no further row is taken, at least 1
     * @return them
     * @param <T> what was read of each
     */
    public static <T> Part<T> of(Iterator<T> rows, ToIntFunction<T> size, long mostSize) {
        List<T> taken = new ArrayList<>();
        long read = 0;
        while (rows.hasNext()) {
            if (read >= mostSize) {
                return new Part<>(taken, false);
            }
            T next = rows.next();
            taken.add(next);
            read += size.applyAsInt(next);
        }
        return new Part<>(taken, true);
    }
}
