package dev.webcheck.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The end of a log file, as a person wants to read it: without the frames of stack traces. */
final class LogTail {

    private static final int BYTES = 64 * 1024;
    private static final int LONGEST_LINE = 240;
    private static final Pattern FRAME = Pattern.compile("\\s+(at |\\.\\.\\. \\d+ (more|common)).*");

    private LogTail() {}

    /** At most so many of the last lines; none if there is no such file. */
    static List<String> of(Path log, int lines) {
        List<String> readable = new ArrayList<>();
        for (String line : end(log).split("\\R", -1)) {
            if (!line.isBlank() && !FRAME.matcher(line).matches()) {
                readable.add(line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line);
            }
        }
        return readable.subList(Math.max(0, readable.size() - lines), readable.size());
    }

    private static String end(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(0, file.length() - BYTES);
            byte[] bytes = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
