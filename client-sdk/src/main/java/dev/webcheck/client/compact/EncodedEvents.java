package dev.webcheck.client.compact;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;

/**
 * Events of one instance as JSON, written one behind the other and taken out one by one. Made for being filled again and
 * again: it keeps its memory. Not threadsafe. Internal to the SDK.
 */
public final class EncodedEvents extends AbstractList<byte[]> {

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

    /** Takes all of an event, or nothing. */
    private void add(Writing writing) {
        boolean written = false;
        try {
            writing.run();
            json.generator().flush();
            if (size == ends.length) {
                ends = Arrays.copyOf(ends, 2 * size);
            }
            ends[size++] = bytes.size();
            modCount++;
            written = true;
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        } finally {
            if (!written) {
                bytes.cutTo(start(size));
                json = new JsonOutput(bytes);
            }
        }
    }

    @Override
    public void clear() {
        modCount++;
        size = 0;
        if (bytes.capacity() > LARGEST_KEPT) {
            bytes = new Bytes();
        }
        bytes.reset();
        json = new JsonOutput(bytes);
    }

    @Override
    public byte[] get(int index) {
        Objects.checkIndex(index, size);
        return bytes.copy(start(index), ends[index]);
    }

    @Override
    public int size() {
        return size;
    }

    private int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
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
