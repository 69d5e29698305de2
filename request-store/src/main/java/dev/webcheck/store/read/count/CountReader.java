package dev.webcheck.store.read.count;

import dev.webcheck.store.read.StoreTimeoutException;
import dev.webcheck.store.read.StoreUnavailableException;
import dev.webcheck.store.read.TooMuchToReadException;
import dev.webcheck.store.read.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads the counts of requests, which change in the transactions of the requests: they are exact at any moment. What a method
 * answers is of one moment. It blocks the calling thread until the answer is there; nothing is cached.
 *
 * <p>Every method may throw {@link StoreUnavailableException} when the database is away or has no schema, and
 * {@link StoreTimeoutException} when it cancels a statement that takes longer than the connection allows.
 *
 * <p>This class is threadsafe.
 */
@ApplicationScoped
public class CountReader {

    /** The most points of a time series. */
    public static final int MOST_POINTS = 1_500;

    private final Database database;

    CountReader(Database database) {
        this.database = database;
    }

    /**
     * The website with the most requests, whatever became of them; the first by name among equals.
     *
     * @return empty while nothing is recorded
     */
    public Optional<WebsiteCount> mostFrequentWebsite() {
        return database.ask(connection -> new WebsiteCounts(connection).mostFrequent());
    }

    /**
     * The websites that come first in an order, counting the requests that started in a time frame of whole hours; among equals,
     * the first by name.
     *
     * @param from the hour that this moment lies in is the first
     * @param to hours that start before this moment
     * @param order what they are ranked by
     * @param limit how many at the most, at least 1
     * @return them, the highest first
     * @throws TooMuchToReadException if they are ranked by latency and there are more than ten thousand, or if it takes more than fifty
     *     thousand to tell which are the highest
     */
    public List<WebsiteRank> websites(Instant from, Instant to, WebsiteOrder order, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + ", must be at least 1");
        }
        Frame frame = Frame.of(from, to);
        // Counts are being settled while they are read.
        return database.askOfOneMoment(connection -> new WebsiteRanking(connection, frame).rank(order, limit));
    }

    /**
     * The requests of a time frame of whole steps, all together and a point each, also where there are none.
     *
     * @param from the step that this moment lies in is the first
     * @param to steps that start before this moment
     * @param step how far the points are from one another
     * @param website only requests to this one, which is counted by hours and days only
     * @return the points, the earliest first, and what they add up to
     */
    public CountSeries timeSeries(Instant from, Instant to, TimeStep step, Optional<String> website) {
        if (website.isPresent() && step == TimeStep.MINUTE) {
            throw new IllegalArgumentException("the minutes of one website are not counted");
        }
        Instant first = step.floor(from);
        Instant end = step.ceiling(to);
        if (Duration.between(first, end).compareTo(step.length().multipliedBy(MOST_POINTS)) > 0) {
            throw new IllegalArgumentException("more than " + MOST_POINTS + " points from " + from + " to " + to);
        }
        return database.ask(connection -> new TimeSeries(connection).read(first, end, step, website));
    }
}
