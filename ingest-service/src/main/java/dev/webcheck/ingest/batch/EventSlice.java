package dev.webcheck.ingest.batch;

import dev.webcheck.event.JsonSlice;
import java.util.OptionalInt;

/**
 * Where one event is in a body.
 *
 * @param index its index in the batch, from 0 on
 * @param line its line, from 1 on, where lines mean something
 * @param json its bytes
 */
record EventSlice(int index, OptionalInt line, JsonSlice json) {}
