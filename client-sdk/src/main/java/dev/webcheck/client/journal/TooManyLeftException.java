package dev.webcheck.client.journal;

import java.io.IOException;
import java.nio.file.Path;

/** So many dead processes have left journals in a directory that there is to be no further one. */
final class TooManyLeftException extends IOException {

    private static final long serialVersionUID = 1;

    TooManyLeftException(Path directory, int most) {
        super(most + " journals of dead processes wait in " + directory
                + " to be published, as many as webcheck.journal-leftovers allows");
    }
}
