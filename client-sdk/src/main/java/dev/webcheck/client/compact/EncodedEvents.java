package dev.webcheck.client.compact;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;

/**
 * Events of one instance as JSON, written one behind the other into one array of bytes, from which any run of them can be taken as
 * a JSON array. Made to be filled again and again: it keeps its memory. Not threadsafe. Internal to the SDK.
 */
public final class EncodedEvents {

    private static final int FIRST_CAPACITY = 64 * 1024;
    private static final int LARGEST_KEPT = 4 * 1024 * 1024;

    private final InstanceFields instance;
    private Bytes bytes = new Bytes();
    private JsonOutput json = new JsonOutput(bytes);
    private int[] ends = new int[256];
    private int size;

    /**
     * Makes an empty list.
     *
     * @param instanceId the instance whose events they are
     * @param service its service
     */
    public EncodedEvents(UUID instanceId, String service) {
        instance = InstanceFields.of(instanceId, service);
    }

    /**
     * Adds the event that a {@link BeginRecord} tells of.
     *
     * @param record holds the record
     * @param offset where it starts
     */
    public void addBegin(byte[] record, int offset) {
        add(() -> BeginRecord.toJson(new RecordCursor(record, offset), instance, json));
    }

    /**
     * Adds the event that an {@link EndRecord} tells of.
     *
     * @param record holds the record
     * @param offset where it starts
     */
    public void addEnd(byte[] record, int offset) {
        add(() -> EndRecord.toJson(new RecordCursor(record, offset), instance, json));
    }

    /**
     * Adds an event that is encoded already.
     *
     * @param event its JSON
     */
    public void addEncoded(byte[] event) {
        add(() -> bytes.write(event));
    }

    private interface Writing {
        void run() throws IOException;
    }

    /** Takes all of an event, or nothing. Each event stands behind one byte that is the bracket or the comma of an array. */
    private void add(Writing writing) {
        boolean written = false;
        try {
            bytes.write(',');
            writing.run();
            json.generator().flush();
            if (size == ends.length) {
                ends = Arrays.copyOf(ends, 2 * size);
            }
            ends[size++] = bytes.size();
            written = true;
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        } finally {
            if (!written) {
                bytes.cutTo(end(size));
                json = new JsonOutput(bytes);
            }
        }
    }

    /** Removes all events. */
    public void clear() {
        size = 0;
        if (bytes.capacity() > LARGEST_KEPT) {
            bytes = new Bytes();
        }
        bytes.reset();
        json = new JsonOutput(bytes);
    }

    /**
     * How many events there are.
     *
     * @return a number of events
     */
    public int size() {
        return size;
    }

    /**
     * How large some events are as JSON.
     *
     * @param from the index of the first one
     * @param to the index after the last one
     * @return a number of bytes
     */
    public int length(int from, int to) {
        Objects.checkFromToIndex(from, to, size);
        int separated = end(to) - end(from);
        return to - from == 1 ? separated - 1 : separated + 1;
    }

    /**
     * Some events as the value of a record, or as a body.
     *
     * @param from the index of the first one
     * @param to the index after the last one, greater than {@code from}
     * @return one event as a JSON object, several as a JSON array
     */
    public byte[] json(int from, int to) {
        Objects.checkFromToIndex(from, to, size);
        if (to - from == 1) {
            return bytes.copy(end(from) + 1, end(to));
        }
        byte[] array = bytes.copy(end(from), end(to) + 1);
        array[0] = '[';
        array[array.length - 1] = ']';
        return array;
    }

    private int end(int events) {
        return events == 0 ? 0 : ends[events - 1];
    }

    private static final class Bytes extends ByteArrayOutputStream {

        Bytes() {
            super(FIRST_CAPACITY);
        }

        int capacity() {
            return buf.length;
        }

        void cutTo(int length) {
            count = Math.min(count, length);
        }

        byte[] copy(int from, int to) {
            return Arrays.copyOfRange(buf, from, to);
        }
    }
}
