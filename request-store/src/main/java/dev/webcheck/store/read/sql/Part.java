package dev.webcheck.store.read.sql;

import java.util.List;

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
}
