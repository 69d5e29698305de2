package dev.webcheck.store.read.completeness;

import dev.webcheck.store.read.StoreTimeoutException;
import dev.webcheck.store.read.StoreUnavailableException;
import dev.webcheck.store.read.TooMuchToReadException;
import dev.webcheck.store.read.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells whether all is recorded: what instances have counted themselves, held against what is recorded of them.
 *
 * <p>For an instance, and for an hour, begun = ended + in flight + lost + unrecorded + missing. <em>Begun</em> is what the
 * instance has begun, recorded or not; <em>ended</em>, <em>in flight</em> and <em>lost</em> (crashed or unknown) are its
 * recorded requests; <em>unrecorded</em> is what it tells of by itself that it had no room for. What is <em>missing</em> is
 * found so:
 *
 * <ul>
 *   <li>An end without a begin is a missing begin, of the hour of its id.
 *   <li>The latest sign of an instance counts the begins that stand before it in the log; those that are not recorded are
 *       missing. Where the instance has stopped, or its journal was found, that sign is its last, and nothing else can be:
 *       {@link Completeness.Complete} or {@link Completeness.Missing} is the answer. A stopped instance records nothing more.
 *   <li>Where it runs, or is presumed dead, or no sign has come, the time after the latest sign is not known, and the answer is
 *       {@link Completeness.Unknown} unless something is known to be missing.
 *   <li>Signs come every few seconds, not on the hour, so the counters of an hour's signs are a bound and not the number of its
 *       requests. But when a sign is met in the log, all begins that it counts have been met; what was recorded then is kept
 *       for two signs of each hour. So of a running instance, too, the hours are known that are over: complete where nothing
 *       was missing at a sign of a later hour; and what went missing between signs that surround an hour or lie in it
 *       is missing of that hour. Where it went missing in the last or the first seconds of an hour, only an end without a begin tells
 *       which hour it is of, and else the answer is {@link Completeness.Unknown} for both.
 *   <li>An instance whose counters at a sign leave out begins that stand before it hides as many that are missing. A begin that
 *       comes late, from the dead letters say, just when another goes missing cannot be told from that one.
 * </ul>
 *
 * <p>What a method answers is of one moment. It blocks the calling thread until the answer is there; nothing is cached.
 * Every method may throw {@link StoreUnavailableException} when the database is away or has no schema,
 * {@link StoreTimeoutException} when it cancels a statement that takes longer than the connection allows, and
 * {@link TooMuchToReadException}.
 *
 * <p>This class is threadsafe.
 */
@ApplicationScoped
public class CompletenessReader {

    private final Database database;

    CompletenessReader(Database database) {
        this.database = database;
    }

    /**
     * The account of one instance. Of more than 20,000 hours it is refused.
     *
     * @param instanceId any UUID
     * @return empty if nothing of that instance has ever arrived
     */
    public Optional<InstanceAccount> ofInstance(UUID instanceId) {
        return database.askOfOneMoment(connection -> new StoredCompleteness(connection).ofInstance(instanceId));
    }

    /**
     * The accounts of hours over all instances, the newest first. Hours of which nothing is recorded or told are left out. It
     * looks at 10,000 instances and at 100,000 hours of these at the most.
     *
     * @param from the hour that this moment lies in is the first
     * @param to hours that start before this moment
     * @return an account an hour
     */
    public List<HourAccount> ofHours(Instant from, Instant to) {
        return database.askOfOneMoment(
                connection -> new StoredCompleteness(connection).ofHours(from.truncatedTo(ChronoUnit.HOURS), to));
    }
}
