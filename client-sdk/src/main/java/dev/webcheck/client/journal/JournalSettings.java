package dev.webcheck.client.journal;

import java.nio.file.Path;
import java.util.UUID;

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
 * @param mostLeft while dead processes have left so many journals in the directory, there is no file
 */
public record JournalSettings(
        Path directory, long size, UUID instanceId, String service, int largestBegin, int largestEnd, int mostLeft) {

    /** 32 MiB. */
    public static final long DEFAULT_SIZE = 32L << 20;

    /** 1 MiB. */
    public static final long LEAST_SIZE = 1L << 20;

    /** 1 GiB. */
    public static final long LARGEST_SIZE = 1L << 30;

    /** As many journals of dead processes may wait in a directory by default. */
    public static final int DEFAULT_MOST_LEFT = 16;

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
     * As many journals of dead processes as by default.
     *
     * @param directory as above
     * @param size as above
     * @param instanceId as above
     * @param service as above
     * @param largestBegin as above
     * @param largestEnd as above
     */
    public JournalSettings(
            Path directory, long size, UUID instanceId, String service, int largestBegin, int largestEnd) {
        this(directory, size, instanceId, service, largestBegin, largestEnd, DEFAULT_MOST_LEFT);
    }

    private static void requirePart(String name, int length, long size) {
        long largest = Math.min(size, LARGEST_IN_MEMORY) / LARGEST_PART;
        if (length < 0 || length > largest) {
            throw new IllegalArgumentException(name + " must be 0 to " + largest + " bytes, but is " + length);
        }
    }
}
