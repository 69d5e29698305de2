package dev.webcheck.store.write;

import dev.webcheck.local.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A real database, one for all tests here. */
final class Database {

    /** It stops when this process does. */
    private static final Database SHARED = new Database();

    private final EmbeddedPostgres postgres = EmbeddedPostgres.startTemporary();
    private final PGSimpleDataSource dataSource = new PGSimpleDataSource();

    private Database() {
        dataSource.setUrl(postgres.jdbcUrl());
        dataSource.setUser(postgres.username());
        dataSource.setPassword(postgres.password());
        // as the worker has it
        dataSource.setBinaryTransferEnable(String.valueOf(UuidArray.OID));
    }

    /** The database, with nothing in it. */
    static Database empty() {
        SHARED.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        return SHARED;
    }

    PGSimpleDataSource dataSource() {
        return dataSource;
    }

    /** Brings the schema to a version, or to the {@code latest}. */
    void migrate(String version) {
        Flyway.configure().dataSource(dataSource).target(version).load().migrate();
    }

    void execute(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The first column of the first row. */
    String text(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
