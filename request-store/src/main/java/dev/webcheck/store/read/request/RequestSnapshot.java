package dev.webcheck.store.read.request;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which transactions of the database were over at a moment, and so which versions of requests could be read then. This record is
 * immutable.
 *
 * @param text as the database writes it: the first transaction that was not over, the first that had not begun, and those
 *     between them that were not over
 */
public record RequestSnapshot(String text) {

    private static final int LONGEST = 2_000;
    private static final Pattern FORM = Pattern.compile("[0-9]{1,19}:[0-9]{1,19}:([0-9]{1,19}(,[0-9]{1,19})*)?");
    private static final BigInteger HIGHEST = BigInteger.valueOf(Long.MAX_VALUE);

    /**
     * A snapshot that was written down.
     *
     * @param text its {@link #text}
     * @return empty if no database writes that
     */
    public static Optional<RequestSnapshot> parse(String text) {
        if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        List<BigInteger> numbers = Arrays.stream(text.split("[:,]", -1))
                .filter(number -> !number.isEmpty())
                .map(BigInteger::new)
                .toList();
        BigInteger first = numbers.get(0);
        BigInteger end = numbers.get(1);
        boolean isOrdered = first.signum() > 0 && first.compareTo(end) <= 0 && end.compareTo(HIGHEST) <= 0;
        BigInteger last = first.subtract(BigInteger.ONE);
        for (BigInteger running : numbers.subList(2, numbers.size())) {
            isOrdered &= running.compareTo(last) > 0 && running.compareTo(end) < 0;
            last = running;
        }
        return isOrdered ? Optional.of(new RequestSnapshot(text)) : Optional.empty();
    }

    /** The first transaction that was not over. */
    long firstOpen() {
        return Long.parseLong(text.split(":", -1)[0]);
    }

    /**
     * The first transaction that had not begun; a later snapshot has a higher one, or the same.
     *
     * @return its number
     */
    public long end() {
        return Long.parseLong(text.split(":", -1)[1]);
    }
}
