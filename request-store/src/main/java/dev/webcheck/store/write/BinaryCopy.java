package dev.webcheck.store.write;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows on their way into a table by {@code COPY}, in PostgreSQL's binary form (its documentation of COPY, "Binary Format").
 * The server works on what has been sent while further rows are being laid out. A field has to have the type of its column, for the
 * server converts nothing. Confined to one thread; what is closed without having been ended writes nothing.
 */
final class BinaryCopy implements AutoCloseable {

    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int TRAILER = -1;
    private static final int NULL = -1;
    private static final byte JSONB_VERSION = 1;
    private static final int INT8_OID = 20;
    private static final int ARRAY_HEADER_BYTES = 5 * Integer.BYTES;
    private static final long POSTGRES_EPOCH =
            Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

    /** What is sent at once. */
    private static final int CHUNK = 64 * 1024;

    private final CopyIn copy;
    private byte[] bytes = new byte[2 * CHUNK];
    private int size;

    private BinaryCopy(CopyIn copy) {
        this.copy = copy;
    }

    /**
     * Begins.
     *
     * @param target the table with its columns
     */
    static BinaryCopy into(String target, Connection connection) throws SQLException {
        BinaryCopy begun = new BinaryCopy(connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + target + " FROM STDIN (FORMAT binary)"));
        begun.raw(HEADER);
        return begun;
    }

    /** Begins the next row. */
    void row(int fields) throws SQLException {
        if (size >= CHUNK) {
            send();
        }
        int2(fields);
    }

    /** The next field of a row: null. */
    void nothing() {
        int4(NULL);
    }

    /** The next field of a row, of the type {@code text}. */
    void text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        int4(utf8.length);
        raw(utf8);
    }

    /** The next field of a row, of the type {@code int2}. */
    void smallint(long value) {
        int4(Short.BYTES);
        int2((int) value);
    }

    /** The next field of a row, of the type {@code int4}. */
    void integer(long value) {
        int4(Integer.BYTES);
        int4((int) value);
    }

    /** The next field of a row, of the type {@code int8}. */
    void bigint(long value) {
        int4(Long.BYTES);
        int8(value);
    }

    /** The next field of a row, of the type {@code int8[]}. */
    void bigints(long[] values) {
        int4(ARRAY_HEADER_BYTES + values.length * (Integer.BYTES + Long.BYTES));
        int4(1);
        int4(0);
        int4(INT8_OID);
        int4(values.length);
        int4(1);
        for (long value : values) {
            bigint(value);
        }
    }

    /** The next field of a row, of the type {@code uuid}. */
    void uuid(UUID value) {
        int4(2 * Long.BYTES);
        int8(value.getMostSignificantBits());
        int8(value.getLeastSignificantBits());
    }

    /** The next field of a row, of the type {@code timestamptz}. */
    void timestamp(Instant value) {
        int4(Long.BYTES);
        int8((value.getEpochSecond() - POSTGRES_EPOCH) * 1_000_000 + value.getNano() / 1_000);
    }

    /** The next field of a row, of the type {@code bool}. */
    void bool(boolean value) {
        int4(1);
        ensure(1);
        bytes[size++] = (byte) (value ? 1 : 0);
    }

    /** The next field of a row, of the type {@code jsonb}. */
    void jsonb(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        int4(1 + utf8.length);
        ensure(1);
        bytes[size++] = JSONB_VERSION;
        raw(utf8);
    }

    /** Ends; the rows are written. */
    void end() throws SQLException {
        int2(TRAILER);
        send();
        copy.endCopy();
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private void send() throws SQLException {
        copy.writeToCopy(bytes, 0, size);
        size = 0;
    }

    private void int2(int value) {
        ensure(Short.BYTES);
        bytes[size++] = (byte) (value >>> 8);
        bytes[size++] = (byte) value;
    }

    private void int4(int value) {
        ensure(Integer.BYTES);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    private void int8(long value) {
        int4((int) (value >>> 32));
        int4((int) value);
    }

    private void raw(byte[] value) {
        ensure(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
