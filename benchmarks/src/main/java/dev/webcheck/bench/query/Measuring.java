package dev.webcheck.bench.query;

import dev.webcheck.bench.query.Question.Asked;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * Asks the same many times, by the API and by SQL in turn, so that whatever else the machine does hits both alike, and both are
 * as warm. The API goes first in every other turn: whoever asks second finds the pages of the database in memory. Confined to one
 * thread.
 */
final class Measuring {

    private static final int FEWEST = 30;
    private static final long LONGEST_NANOS = 30_000_000_000L;

    private final int times;
    private final int warmUp;

    Measuring(int times, int warmUp) {
        this.times = times;
        this.warmUp = warmUp;
    }

    private interface Asking {
        void ask(Asked asked) throws SQLException, IOException;
    }

    /** Such that nothing but warming up is done. */
    Measuring warmingUp() {
        return new Measuring(1, warmUp);
    }

    Measured measure(Question question, Api api, Connection connection) throws SQLException, IOException {
        try (PreparedStatement select = connection.prepareStatement(question.sql())) {
            Asking byApi = asked -> api.get(asked.path());
            Asking bySql = asked -> read(select, asked.parameters());
            turns(question, byApi, bySql, warmUp);
            return turns(question, byApi, bySql, times);
        }
    }

    private static Measured turns(Question question, Asking byApi, Asking bySql, int most)
            throws SQLException, IOException {
        long[] api = new long[most];
        long[] sql = new long[most];
        long first = System.nanoTime();
        int turn = 0;
        while (turn < most && (turn < FEWEST || System.nanoTime() - first < LONGEST_NANOS)) {
            Asked asked = question.asking().get();
            if (turn % 2 == 0) {
                api[turn] = nanos(byApi, asked);
                sql[turn] = nanos(bySql, asked);
            } else {
                sql[turn] = nanos(bySql, asked);
                api[turn] = nanos(byApi, asked);
            }
            turn++;
        }
        return new Measured(Times.of(Arrays.copyOf(api, turn)), Times.of(Arrays.copyOf(sql, turn)));
    }

    private static long nanos(Asking asking, Asked asked) throws SQLException, IOException {
        long begun = System.nanoTime();
        asking.ask(asked);
        return System.nanoTime() - begun;
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
