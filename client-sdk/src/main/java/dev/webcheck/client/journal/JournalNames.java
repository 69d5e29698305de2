package dev.webcheck.client.journal;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of the file of an instance. The name of one that lives has the id of its process in front, so that this process
 * knows its own, also those of other copies of this class.
 *
 * @param instanceId the instance
 */
record JournalNames(UUID instanceId) {

    static final String BEING_MADE = ".new";

    private static final String PROCESS_PROPERTY = "webcheck.internal.process";
    private static final String PROCESS = process();
    private static final String SUFFIX = ".journal";
    private static final String UUID_PATTERN = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final Pattern JOURNAL =
            Pattern.compile("(?:(" + UUID_PATTERN + ")-)?(" + UUID_PATTERN + ")" + Pattern.quote(SUFFIX));

    String beingMade() {
        return ofLiving() + BEING_MADE;
    }

    String ofLiving() {
        return PROCESS + "-" + instanceId + SUFFIX;
    }

    String ofClosed() {
        return instanceId + SUFFIX;
    }

    /** The names of the instance whose journal may be recovered; empty if the file is none, or one that this process uses. */
    static Optional<JournalNames> ofForeign(String fileName) {
        Matcher matcher = JOURNAL.matcher(fileName);
        return matcher.matches() && !PROCESS.equals(matcher.group(1))
                ? Optional.of(new JournalNames(UUID.fromString(matcher.group(2))))
                : Optional.empty();
    }

    private static String process() {
        String own = UUID.randomUUID().toString();
        Object known = System.getProperties().putIfAbsent(PROCESS_PROPERTY, own);
        return known instanceof String process ? process : own;
    }
}
