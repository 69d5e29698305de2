package dev.webcheck.bench.latency;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of the requests that the application has sent, picked at random.
 *
 * @param number which, told by the path of its URL
 * @param begun when the application called {@code execute}
 * @param ended when that returned
 */
record Sample(long number, Instant begun, Instant ended) {

    private static final String WORD = "sample";
    private static final Pattern PATH = Pattern.compile("/sample/([0-9]+)\"");
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

    static String path(long number) {
        return "/sample/" + number;
    }

    /** Of the request whose JSON this is. */
    static OptionalLong numberIn(String json) {
        Matcher path = PATH.matcher(json);
        return path.find() ? OptionalLong.of(Long.parseLong(path.group(1))) : OptionalLong.empty();
    }

    /** As the application writes it for the bench. */
    String line() {
        return WORD + " " + number + " " + micros(begun) + " " + micros(ended);
    }

    static boolean is(String line) {
        return line.startsWith(WORD + " ");
    }

    static Sample parse(String line) {
        String[] parts = line.split(" ", -1);
        return new Sample(
                Long.parseLong(parts[1]), instant(Long.parseLong(parts[2])), instant(Long.parseLong(parts[3])));
    }

    double millisUntil(Instant time) {
        return Duration.between(begun, time).toNanos() / 1e6;
    }

    private static long micros(Instant time) {
        return time.getEpochSecond() * MICROS_PER_SECOND + time.getNano() / NANOS_PER_MICRO;
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(micros / MICROS_PER_SECOND, micros % MICROS_PER_SECOND * NANOS_PER_MICRO);
    }
}
