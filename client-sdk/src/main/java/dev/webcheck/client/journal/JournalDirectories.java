package dev.webcheck.client.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Where journals are kept unless told otherwise. Whoever finds one there publishes it to where its own events go, so only those
 * that publish to the same place share a directory. Internal to the SDK.
 *
 * <p>Temporary directories are swept, of files that were not changed for days too, and a journal of a quiet process is such a
 * file. So the place is where the user's programs keep their state, if it can be written and is on a local disk.
 *
 * @param environment the variables of the process
 * @param operatingSystem {@code os.name}
 * @param home {@code user.home}
 * @param temporary {@code java.io.tmpdir}
 * @param user {@code user.name}
 */
public record JournalDirectories(
        Map<String, String> environment, String operatingSystem, String home, String temporary, String user) {

    /** File locks over a network are only as good as that network. */
    private static final Pattern REMOTE = Pattern.compile("(nfs|cifs|smb|9p|afs|fuse\\.|ncpfs|webdav).*");

    /**
     * The directories of this process.
     *
     * @return as the environment and the system properties say
     */
    public static JournalDirectories ofProcess() {
        return new JournalDirectories(
                System.getenv(),
                System.getProperty("os.name", ""),
                System.getProperty("user.home", ""),
                System.getProperty("java.io.tmpdir", "."),
                System.getProperty("user.name", ""));
    }

    /**
     * The directory that is used.
     *
     * @param destination tells the place that events go to from others
     * @return one in the state of the user if there can be one, else {@link #temporary(String)}
     */
    public Path directory(String destination) {
        return state().map(state -> state.resolve("webcheck").resolve("journals-" + hash(destination)))
                .filter(JournalDirectories::isUsable)
                .orElseGet(() -> temporary(destination));
    }

    /**
     * The directory that is used where there is no other, and that was used everywhere before. What was left there is
     * still published.
     *
     * @param destination tells the place that events go to from others
     * @return a directory under {@code java.io.tmpdir}
     */
    public Path temporary(String destination) {
        return Path.of(temporary, ofUser() + hash(destination));
    }

    /**
     * The directories in which dead processes may have left journals.
     *
     * @param directory the one that is used
     * @param destination tells the place that events go to from others
     * @return that one, and if it is used by default, also the one that was used before
     */
    public List<Path> ofLeftovers(Path directory, String destination) {
        Path before = temporary(destination);
        return directory.equals(directory(destination)) && !directory.equals(before)
                ? List.of(directory, before)
                : List.of(directory);
    }

    /** Whether this is a directory that anybody can guess the name of, and make. */
    boolean isTemporary(Path directory) {
        Path name = directory.getFileName();
        return Path.of(temporary).equals(directory.getParent())
                && name != null
                && name.toString().startsWith(ofUser());
    }

    private Optional<Path> state() {
        String system = operatingSystem.toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return absolute(environment.get("LOCALAPPDATA"));
        }
        if (system.startsWith("mac")) {
            return absolute(home).map(path -> path.resolve("Library").resolve("Application Support"));
        }
        return absolute(environment.get("XDG_STATE_HOME"))
                .or(() -> absolute(home).map(path -> path.resolve(".local").resolve("state")));
    }

    private static Optional<Path> absolute(@Nullable String text) {
        try {
            return Optional.ofNullable(text)
                    .filter(path -> !path.isBlank())
                    .map(Path::of)
                    .filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Whether it can be made, or is there, on a local disk. */
    private static boolean isUsable(Path directory) {
        Path existing = directory;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        // Not in the root: a user without a home has that one.
        if (existing == null || existing.getParent() == null) {
            return false;
        }
        try {
            return Files.isDirectory(existing)
                    && Files.isWritable(existing)
                    && !REMOTE.matcher(Files.getFileStore(existing).type().toLowerCase(Locale.ROOT))
                            .matches();
        } catch (IOException | SecurityException e) {
            return false;
        }
    }

    private String ofUser() {
        return "webcheck-" + user.replaceAll("[^A-Za-z0-9._-]", "_") + "-";
    }

    private static String hash(String destination) {
        CRC32C name = new CRC32C();
        name.update(destination.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) name.getValue());
    }
}
