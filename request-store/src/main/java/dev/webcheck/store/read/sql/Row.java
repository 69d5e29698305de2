package dev.webcheck.store.read.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row, whose columns are read one after the other: to look each up by its name takes as long as to read it. Confined to one
 * thread.
 */
public final class Row {

    private final ResultSet result;
    private int column;

    Row(ResultSet result) {
        this.result = result;
    }

    boolean next() throws SQLException {
        column = 0;
        return result.next();
    }

    /**
     * The next column, a UUID.
     *
     * @return it
     * @throws SQLException if it is none
     */
    public UUID id() throws SQLException {
        return optionalId().orElseThrow(this::isNull);
    }

    /**
     * The next column, a UUID or null.
     *
     * @return it
     * @throws SQLException if it is neither
     */
    public Optional<UUID> optionalId() throws SQLException {
        return Optional.ofNullable(result.getObject(++column, UUID.class));
    }

    /**
     * The next column, a text or JSON.
     *
     * @return it
     * @throws SQLException if it is null
     */
    public String text() throws SQLException {
        return optionalText().orElseThrow(this::isNull);
    }

    /**
     * The next column, a text, JSON or null.
     *
     * @return it
     * @throws SQLException if the connection is lost
     */
    public Optional<String> optionalText() throws SQLException {
        return Optional.ofNullable(result.getString(++column));
    }

    /**
     * The next column, a time.
     *
     * @return it
     * @throws SQLException if it is none
     */
    public Instant moment() throws SQLException {
        return optionalMoment().orElseThrow(this::isNull);
    }

    /**
     * The next column, a time or null.
     *
     * @return it
     * @throws SQLException if it is neither
     */
    public Optional<Instant> optionalMoment() throws SQLException {
        return Optional.ofNullable(result.getObject(++column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    /**
     * The next column, a whole number.
     *
     * @return it
     * @throws SQLException if it is none
     */
    public long number() throws SQLException {
        return optionalNumber().orElseThrow(this::isNull);
    }

    /**
     * The next column, a whole number or null.
     *
     * @return it
     * @throws SQLException if it is neither
     */
    public OptionalLong optionalNumber() throws SQLException {
        long number = result.getLong(++column);
        return result.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
    }

    /**
     * The next column, a whole number or null.
     *
     * @return it
     * @throws SQLException if it is neither
     */
    public @Nullable Long numberOrNull() throws SQLException {
        long number = result.getLong(++column);
        return result.wasNull() ? null : number;
    }

    /**
     * The next column, a whole number of 32 bits or null.
     *
     * @return it
     * @throws SQLException if it is neither
     */
    public @Nullable Integer integerOrNull() throws SQLException {
        int number = result.getInt(++column);
        return result.wasNull() ? null : number;
    }

    /**
     * The next column, a whole number of 32 bits.
     *
     * @return it
     * @throws SQLException if it is none
     */
    public int integer() throws SQLException {
        return optionalInteger().orElseThrow(this::isNull);
    }

    /**
     * The next column, a whole number of 32 bits or null.
     *
     * @return it
     * @throws SQLException if it is neither
     */
    public OptionalInt optionalInteger() throws SQLException {
        int number = result.getInt(++column);
        return result.wasNull() ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /**
     * The next column, true or false.
     *
     * @return it
     * @throws SQLException if it is neither
     */
    public boolean truth() throws SQLException {
        return result.getBoolean(++column);
    }

    private SQLException isNull() {
        return new SQLException("column " + column + " is null", "22004");
    }
}
