package dev.webcheck.bench.query;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** Rows on their way into a table, a line each. What is closed is written. */
final class Copy implements AutoCloseable {

    private final Writer writer;

    private Copy(Writer writer) {
        this.writer = writer;
    }

    static Copy into(Connection connection, String target) throws SQLException {
        return new Copy(new BufferedWriter(
                new OutputStreamWriter(
                        new PGCopyOutputStream(
                                connection.unwrap(PGConnection.class), "COPY " + target + " FROM STDIN", 1 << 16),
                        StandardCharsets.UTF_8),
                1 << 16));
    }

    void line(String columns) throws IOException {
        writer.write(columns);
        writer.write('\n');
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
