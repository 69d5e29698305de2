package dev.webcheck.store.read.count;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** Answers that are counts. What is one statement is a transaction by itself. */
@ApplicationScoped
class StoredCounts {

    private final Session session;
    private final SessionFactory sessions;

    StoredCounts(Session session, SessionFactory sessions) {
        this.session = session;
        this.sessions = sessions;
    }

    Optional<WebsiteCount> mostFrequentWebsite() {
        try (Session statement = sessions.openSession()) {
            return statement.doReturningWork(connection -> new WebsiteCounts(connection).mostFrequent());
        }
    }

    @Transactional
    List<WebsiteRank> websites(Frame frame, WebsiteOrder order, int limit) {
        return session.doReturningWork(connection -> {
            ofOneMoment(connection);
            return new WebsiteRanking(connection, frame).rank(order, limit);
        });
    }

    CountSeries timeSeries(Instant first, Instant end, TimeStep step, Optional<String> website) {
        try (Session statement = sessions.openSession()) {
            return statement.doReturningWork(connection -> new TimeSeries(connection).read(first, end, step, website));
        }
    }

    /** Counts are being settled while they are read, so all statements have to see the same. */
    private static void ofOneMoment(Connection connection) throws SQLException {
        try (Statement set = connection.createStatement()) {
            set.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        }
    }
}
