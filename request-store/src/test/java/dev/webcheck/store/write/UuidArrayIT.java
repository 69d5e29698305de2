package dev.webcheck.store.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PgConnection;

@NullUnmarked
class UuidArrayIT {

    private static final Database DATABASE = Database.empty();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void arrays_arrive_as_they_are_whether_the_connection_sends_them_in_binary_form_or_as_text(boolean binary)
            throws SQLException {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(DATABASE.dataSource().getUrl());
        database.setUser(DATABASE.dataSource().getUser());
        database.setPassword(DATABASE.dataSource().getPassword());
        if (!binary) {
            database.setBinaryTransferDisable(String.valueOf(UuidArray.OID));
        }
        try (Connection connection = database.getConnection()) {
            assertThat(((PgConnection) connection.unwrap(PGConnection.class)).binaryTransferSend(UuidArray.OID))
                    .isEqualTo(binary);
            List<UUID> many = Stream.generate(UUID::randomUUID).limit(10_000).toList();
            List<UUID> extremes = List.of(new UUID(0, 0), new UUID(-1, -1), new UUID(Long.MIN_VALUE, Long.MAX_VALUE));
            for (List<UUID> ids : List.of(List.<UUID>of(), extremes, Collections.nCopies(2, many.get(0)), many)) {
                assertThat(sentAndBack(connection, ids)).isEqualTo(ids);
            }
        }
    }

    private static List<UUID> sentAndBack(Connection connection, List<UUID> ids) throws SQLException {
        List<UUID> back = new ArrayList<>();
        try (var select =
                connection.prepareStatement("SELECT id FROM unnest(?) WITH ORDINALITY AS t (id, n) ORDER BY n")) {
            select.setObject(1, UuidArray.of(ids));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    back.add(row.getObject("id", UUID.class));
                }
            }
        }
        return back;
    }
}
