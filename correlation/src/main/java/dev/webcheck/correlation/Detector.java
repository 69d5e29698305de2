package dev.webcheck.correlation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What an outcome rests on that no end of the request states. */
public enum Detector {
    /** Whoever found the instance's journal without an owner told its death. */
    JOURNAL,
    /** The instance has been silent for longer than its lease. */
    LEASE,
    /** The instance said itself that it stops. */
    STOPPED,
    /** A later sign of the instance no longer lists the request, yet its end never came. */
    RECONCILED,
    /**
     * The instance has begun another request later than any request may take, by its own clock; and it has never sent a sign that
     * would tell which of its requests are open.
     */
    DEADLINE;

    private static final Map<String, Detector> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Detector::word, detector -> detector));

    private final String word = name().toLowerCase(Locale.ROOT);

    /**
     * The word that the database and the API use.
     *
     * @return the name in lower case
     */
    public String word() {
        return word;
    }

    /**
     * The detector of a word.
     *
     * @param word as {@link #word()} gives it
     * @return the detector
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Detector of(String word) {
        Detector detector = BY_WORD.get(word);
        if (detector == null) {
            throw new IllegalArgumentException("no detector is called " + word);
        }
        return detector;
    }
}
