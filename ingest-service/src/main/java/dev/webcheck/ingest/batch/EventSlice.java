package dev.webcheck.ingest.batch;

import java.util.OptionalInt;

/**
 * Where one event stands in a body.
 *
 * @param index its place in the batch, from 0 on
 * @param line its line, from 1 on, where lines mean something
 * @param from its first byte
 * @param to the byte after its last; equal to {@code from} for a JSON value that is no object
 */
record EventSlice(int index, OptionalInt line, int from, int to) {

    int length() {
        return to - from;
    }
}
