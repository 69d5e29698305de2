package dev.webcheck.client.journal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * How a journal is to be. Internal to the SDK.
 *
 * @param directory where its file is kept, created if it is not there
 * @param size how many bytes its file is to have, from {@link #LEAST_SIZE} to {@link #LARGEST_SIZE}
 * @param instanceId the instance whose requests it keeps
 * @param service the service of that instance
 * @param largestBegin how many bytes the record of a begin has at most; a 16th of the size, and 512 KiB, are the limit
 * @param largestEnd how many bytes the record of an end has at most, with the same limit; as much is reserved for each open
 *     request
 */
public record JournalSettings(
        Path directory, long size, UUID instanceId, String service, int largestBegin, int largestEnd) {

    /** 32 MiB. */
    public static final long DEFAULT_SIZE = 32L << 20;

    /** 1 MiB. */
    public static final long LEAST_SIZE = 1L << 20;

    /** 1 GiB. */
    public static final long LARGEST_SIZE = 1L << 30;

    /** A journal that has no file is not larger than this, whatever its size was to be. */
    static final long LARGEST_IN_MEMORY = 8L << 20;

    /** No record is larger than this part of the journal, with a file or without. */
    private static final int LARGEST_PART = 16;

    /** Checks that the sizes fit each other. */
    public JournalSettings {
        if (size < LEAST_SIZE || size > LARGEST_SIZE) {
            throw new IllegalArgumentException(
                    "size must be " + LEAST_SIZE + " to " + LARGEST_SIZE + " bytes, but is " + size);
        }
        requirePart("largestBegin", largestBegin, size);
        requirePart("largestEnd", largestEnd, size);
    }

    /**
     * Where journals are kept unless told otherwise. Who finds one there publishes it to where its own events go, so only
     * those that publish to the same place share a directory.
     *
     * @param destination tells that place from others
     * @return a directory under {@code java.io.tmpdir}, one for each user and destination
     */
    public static Path defaultDirectory(String destination) {
        CRC32C name = new CRC32C();
        name.update(destination.getBytes(StandardCharsets.UTF_8));
        return Path.of(temporary(), ofUser() + HexFormat.of().toHexDigits((int) name.getValue()));
    }

    /** Whether this is a directory that anybody can guess the name of. */
    static boolean isDefault(Path directory) {
        Path name = directory.getFileName();
        return Path.of(temporary()).equals(directory.getParent())
                && name != null
                && name.toString().startsWith(ofUser());
    }

    private static String temporary() {
        return System.getProperty("java.io.tmpdir", ".");
    }

    private static String ofUser() {
        return "webcheck-" + System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._-]", "_") + "-";
    }

    private static void requirePart(String name, int length, long size) {
        long largest = Math.min(size, LARGEST_IN_MEMORY) / LARGEST_PART;
        if (length < 0 || length > largest) {
            throw new IllegalArgumentException(name + " must be 0 to " + largest + " bytes, but is " + length);
        }
    }
}
