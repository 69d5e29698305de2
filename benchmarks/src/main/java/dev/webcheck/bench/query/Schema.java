package dev.webcheck.bench.query;

import dev.webcheck.local.EmbeddedPostgres;
import dev.webcheck.local.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The schema, as the workers' migrations make it. */
final class Schema {

    private static final Pattern MIGRATION = Pattern.compile("V([0-9]+)__.*\\.sql");

    private Schema() {}

    static void in(EmbeddedPostgres postgres) throws SQLException, IOException {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
                Statement statement = connection.createStatement()) {
            for (Path migration : migrations()) {
                statement.execute(Files.readString(migration));
            }
        }
    }

    private static List<Path> migrations() throws IOException {
        try (Stream<Path> files =
                Files.list(LocalStack.home().resolve("request-store/src/main/resources/db/migration"))) {
            return files.filter(file -> version(file) > 0)
                    .sorted(Comparator.comparing(Schema::version))
                    .toList();
        }
    }

    /** 0 for what is no migration. */
    private static int version(Path file) {
        Matcher migration = MIGRATION.matcher(file.getFileName().toString());
        return migration.matches() ? Integer.parseInt(migration.group(1)) : 0;
    }
}
