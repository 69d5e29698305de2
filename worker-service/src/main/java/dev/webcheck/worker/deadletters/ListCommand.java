package dev.webcheck.worker.deadletters;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the letters. */
@Command(
        name = "list",
        description = {
            "Lists the records that wait to be republished, one a line: the time at which they were given up,"
                    + " topic/partition/offset where they stood, their size, how often they were republished,"
                    + " the reason, and how they start. The fields are apart by tabs.",
        },
        optionListHeading = "%nOptions:%n",
        sortOptions = false)
final class ListCommand implements Callable<Integer> {

    @SuppressWarnings("NullAway.Init")
    @Spec
    private CommandSpec spec;

    @Option(names = "--all", description = "Also those that were republished, for as long as Kafka keeps them.")
    private boolean all;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many. Default: 0, all")
    private long limit;

    @Mixin
    private final LetterFilter filter = new LetterFilter();

    @Mixin
    private final KafkaOption kafka = new KafkaOption();

    @SuppressWarnings("unused")
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        long listed = 0;
        long waiting = 0;
        try (LetterTopic topic = LetterTopic.open(kafka.settings(), all || filter.asksForOne())) {
            List<Letter> letters = topic.next();
            while (!letters.isEmpty()) {
                for (Letter letter : letters) {
                    if (filter.accepts(letter) && (limit == 0 || listed < limit)) {
                        listed++;
                        waiting += topic.waits(letter) ? 1 : 0;
                        out.println(letter.line());
                    }
                }
                letters = limit > 0 && listed >= limit ? List.of() : topic.next();
            }
        }
        out.flush();
        spec.commandLine().getErr().println(listed == 0 ? "There is none." : summary(listed, waiting));
        return ExitCode.OK;
    }

    private static String summary(long listed, long waiting) {
        return "Listed " + listed + (listed == waiting ? "." : ", of which " + waiting + " wait to be republished.");
    }
}
