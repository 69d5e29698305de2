package dev.webcheck.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a service needs of each of its database sessions. The settings travel in the start-up packet of a connection, as {@code options}.
 * {@code SET} would do as well on a connection that ends at the server itself; behind a connection pooler in transaction mode it reaches
 * a server session that the pooler then hands to others, and makes the worker's session read-only, for instance.
 *
 * <p>A pooler may drop {@code options}, so each new connection is asked whether it has the settings. They may just as well come from the
 * role ({@code ALTER ROLE … SET}).
 *
 * @param values names of PostgreSQL's settings, and their values in the base unit, as {@code pg_settings} shows them
 */
public record SessionSettings(Map<String, String> values) {

    /** Copies the values. */
    public SessionSettings {
        values = Map.copyOf(values);
    }

    /**
     * The settings as a start-up parameter.
     *
     * @return the value of {@code options}
     */
    public String options() {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(setting -> "-c " + setting.getKey() + "=" + setting.getValue())
                        .collect(Collectors.joining(" "));
    }

    /**
     * Makes sure that a new connection has the settings.
     *
     * @param connection asked once
     * @throws MissingSessionSettingsException if it does not
     * @throws SQLException if the database does not answer
     */
    public void requireIn(Connection connection) throws SQLException {
        List<String> missing = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT name, setting FROM pg_settings WHERE name = ANY (?) ORDER BY name")) {
            select.setArray(1, connection.createArrayOf("text", values.keySet().toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String name = row.getString(1);
                    if (!row.getString(2).equals(values.get(name))) {
                        missing.add(name + "=" + values.get(name) + " (it is " + row.getString(2) + ")");
                    }
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new MissingSessionSettingsException(missing);
        }
    }
}
