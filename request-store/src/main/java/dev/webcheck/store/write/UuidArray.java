package dev.webcheck.store.write;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/**
 * UUIDs as one parameter of the type {@code uuid[]}. The driver sends arrays of UUIDs as text, and the server parses 36 characters for each.
 * This class sends PostgreSQL's binary form if the connection allows it for the type ({@code binaryTransferEnable=2951}), and text
 * otherwise.
 */
final class UuidArray extends PGobject implements PGBinaryObject {

    private static final long serialVersionUID = 1L;

    /** What PostgreSQL calls the type {@code uuid[]}. */
    static final int OID = 2951;

    private static final String TYPE = "_uuid";
    private static final int UUID_OID = 2950;
    private static final int UUID_BYTES = 2 * Long.BYTES;
    private static final int HEADER_BYTES = 5 * Integer.BYTES;

    private final transient List<UUID> ids;

    private UuidArray(List<UUID> ids) {
        this.ids = ids;
        setType(TYPE);
    }

    static UuidArray of(Collection<UUID> ids) {
        return new UuidArray(List.copyOf(ids));
    }

    /** One column of many rows, to be unnested. */
    static <T> UuidArray of(Collection<T> rows, Function<T, UUID> column) {
        return new UuidArray(rows.stream().map(column).toList());
    }

    @Override
    public String getValue() {
        return ids.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    }

    @Override
    public int lengthInBytes() {
        return HEADER_BYTES + ids.size() * (Integer.BYTES + UUID_BYTES);
    }

    /** By {@code array_send} of the server: dimensions, whether there are nulls, type, length and first index, elements. */
    @Override
    public void toBytes(byte[] bytes, int offset) {
        ByteBuffer out = ByteBuffer.wrap(bytes).position(offset);
        out.putInt(1).putInt(0).putInt(UUID_OID).putInt(ids.size()).putInt(1);
        for (UUID id : ids) {
            out.putInt(UUID_BYTES).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        }
    }

    /** Not supported, because the type is for parameters only. */
    @Override
    public void setByteValue(byte[] value, int offset) throws SQLException {
        throw new SQLException("arrays of UUIDs are not read by this type");
    }
}
