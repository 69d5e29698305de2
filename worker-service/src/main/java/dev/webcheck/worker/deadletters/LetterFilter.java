package dev.webcheck.worker.deadletters;

import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which letters are meant. */
final class LetterFilter {

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Only those whose reason contains this text, in whatever case.")
    private Optional<String> reason = Optional.empty();

    @Option(
            names = "--partition",
            paramLabel = "P",
            description = "Only those that stood in this partition of the topic of the events.")
    private Optional<Integer> partition = Optional.empty();

    @Option(
            names = "--offset",
            paramLabel = "O",
            description =
                    "Only those that stood at this offset there, even if they were republished: a record, or elements"
                            + " of its array.")
    private Optional<Long> offset = Optional.empty();

    boolean accepts(Letter letter) {
        return reason.map(text -> contains(letter.reason(), text)).orElse(true)
                && partition
                        .map(number -> letter.partitionBefore().equals(Optional.of((long) number)))
                        .orElse(true)
                && offset.map(number -> letter.offsetBefore().equals(Optional.of(number)))
                        .orElse(true);
    }

    /** Who asks for a single record may want it once more. */
    boolean asksForOne() {
        return offset.isPresent();
    }

    private static boolean contains(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}
