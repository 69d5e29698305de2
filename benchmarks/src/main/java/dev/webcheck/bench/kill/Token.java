package dev.webcheck.bench.kill;

/**
 * What makes a request of an application recognisable on both of its sides: the path {@code /kill/LANE/NUMBER}.
 *
 * @param lane which of the sequences of requests that the application sends at once
 * @param number counts from 1 in its lane
 */
record Token(int lane, int number) {

    private static final String PREFIX = "/kill/";

    String path() {
        return PREFIX + lane + "/" + number;
    }

    /** The token of a path, or of a URL that ends with one. */
    static Token of(String url) {
        String[] parts = url.substring(url.indexOf(PREFIX) + PREFIX.length()).split("/", 2);
        return new Token(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    /** One that looks random and is the same for the same token, from 0 up to a bound. */
    int chance(int bound) {
        return Math.floorMod((lane * 31 + number) * 0x9E3779B9, bound);
    }
}
