package dev.webcheck.bench.query;

import dev.webcheck.bench.query.Question.Asked;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Asks the same many times, by the API and by SQL. Confined to one thread. */
final class Measuring {

    private static final int FEWEST = 30;
    private static final long LONGEST_NANOS = 15_000_000_000L;

    private final int times;
    private final int warmUp;

    Measuring(int times, int warmUp) {
        this.times = times;
        this.warmUp = warmUp;
    }

    private interface Asking {
        void ask(Asked asked) throws SQLException, IOException;
    }

    Times api(Question question, Api api) throws SQLException, IOException {
        return measure(question, asked -> api.get(asked.path()));
    }

    Times sql(Question question, Connection connection) throws SQLException, IOException {
        try (PreparedStatement select = connection.prepareStatement(question.sql())) {
            return measure(question, asked -> read(select, asked.parameters()));
        }
    }

    private Times measure(Question question, Asking asking) throws SQLException, IOException {
        once(question, asking, warmUp);
        return Times.of(once(question, asking, times));
    }

    private static long[] once(Question question, Asking asking, int most) throws SQLException, IOException {
        long[] nanos = new long[most];
        long first = System.nanoTime();
        for (int i = 0; i < most; i++) {
            Asked asked = question.asking().get();
            long begun = System.nanoTime();
            asking.ask(asked);
            nanos[i] = System.nanoTime() - begun;
            if (i >= FEWEST && System.nanoTime() - first > LONGEST_NANOS) {
                return Arrays.copyOf(nanos, i + 1);
            }
        }
        return nanos;
    }

    private static void read(PreparedStatement select, List<Object> parameters) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            select.setObject(i + 1, parameters.get(i));
        }
        try (ResultSet row = select.executeQuery()) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                for (int column = 1; column <= columns; column++) {
                    row.getObject(column);
                }
            }
        }
    }
}
