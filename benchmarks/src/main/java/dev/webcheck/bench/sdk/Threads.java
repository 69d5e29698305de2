package dev.webcheck.bench.sdk;

/** How many threads of the application send at once. */
enum Threads {
    ONE(1, "one thread"),
    FOUR(4, "four threads");

    private final int number;
    private final String shown;

    Threads(int number, String shown) {
        this.number = number;
        this.shown = shown;
    }

    int number() {
        return number;
    }

    /** As it stands in the output. */
    String shown() {
        return shown;
    }
}
