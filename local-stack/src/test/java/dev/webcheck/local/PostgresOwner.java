package dev.webcheck.local;

import java.nio.file.Path;

/** A process that has a server, until it is killed. */
final class PostgresOwner {

    private PostgresOwner() {}

    public static void main(String... arguments) throws InterruptedException {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        System.out.println("started on " + postgres.port());
        Thread.currentThread().join();
    }
}
