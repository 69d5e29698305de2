package dev.webcheck.store.read;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** One transaction a question. */
@ApplicationScoped
class StoredCounts {

    private final Session session;

    StoredCounts(Session session) {
        this.session = session;
    }

    @Transactional
    List<WebsiteRank> websites(Frame frame, WebsiteOrder order, int limit) {
        return session.doReturningWork(connection -> {
            ofOneMoment(connection);
            return new WebsiteRanking(connection, frame).rank(order, limit);
        });
    }

    @Transactional
    CountSeries timeSeries(Instant first, Instant end, TimeStep step, Optional<String> website) {
        return session.doReturningWork(connection -> new TimeSeries(connection).read(first, end, step, website));
    }

    /** Counts are being settled while they are read, so all statements have to see the same. */
    private static void ofOneMoment(Connection connection) throws SQLException {
        try (Statement set = connection.createStatement()) {
            set.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        }
    }
}
