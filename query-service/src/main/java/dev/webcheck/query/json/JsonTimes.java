package dev.webcheck.query.json;

/** How times are written. */
public final class JsonTimes {

    /** ISO 8601 in UTC, with milliseconds. */
    public static final String MILLIS = "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'";

    private JsonTimes() {}
}
