package dev.webcheck.client;

/**
 * What a Webcheck has done since its start, read at one moment while other threads go on.
 *
 * @param begun requests whose begin was recorded
 * @param ended requests whose end was recorded
 * @param unrecorded requests of which neither was recorded: there was no room, or Webcheck was closed
 * @param acknowledged events that were acknowledged, or refused, those of the instance itself among them
 * @param refused events that Kafka or the ingest-service refused for themselves, for their size for instance; they were
 *     dropped, and the first one told in the log
 * @param pending events that wait to be published
 * @param failedPublishes tries to publish that failed; the events were kept and tried again
 * @param ownFailures errors inside Webcheck, which were kept from the application
 */
public record WebcheckCounters(
        long begun,
        long ended,
        long unrecorded,
        long acknowledged,
        long refused,
        long pending,
        long failedPublishes,
        long ownFailures) {

    static final WebcheckCounters NONE = new WebcheckCounters(0, 0, 0, 0, 0, 0, 0, 0);
}
