package dev.webcheck.worker.deadletters;

import dev.webcheck.worker.deadletters.Choice.Fate;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Gives the letters back to the workers. */
@Command(
        name = "republish",
        description = {
            "Appends the records that wait to the topic of the events again, as they were, and remembers how far it has"
                    + " come once Kafka has acknowledged them. It can be stopped and run again at any time: what is"
                    + " republished twice counts once. What --reason or --limit leaves out goes on waiting.",
            "",
            "Ends with 0 when all went well, 1 when something failed or was left, 2 when the command line was wrong.",
        },
        optionListHeading = "%nOptions:%n",
        sortOptions = false)
final class RepublishCommand implements Callable<Integer> {

    @SuppressWarnings("NullAway.Init")
    @Spec
    private CommandSpec spec;

    @Option(names = "--dry-run", description = "Only list what would be republished.")
    private boolean dryRun;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many. Default: 0, all")
    private long limit;

    @Option(
            names = "--max-times",
            paramLabel = "N",
            description = "Give up records that were republished so many times already; they are no longer listed as"
                    + " waiting. Default: ${DEFAULT-VALUE}; 0: never")
    private int maxTimes = 3;

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
    public Integer call() throws InterruptedException {
        Choice choice = new Choice(filter, limit, maxTimes);
        PrintWriter out = spec.commandLine().getOut();
        try (LetterTopic topic = LetterTopic.open(kafka.settings(), filter.asksForOne())) {
            if (dryRun) {
                list(topic, choice, out);
                out.println("Would republish " + tell(choice, choice.chosen()));
                return ExitCode.OK;
            }
            try (Republisher republisher = new Republisher(topic, kafka.settings())) {
                for (var letters = topic.next(); !letters.isEmpty() && !choice.isFull(); letters = topic.next()) {
                    republisher.republish(letters, choice);
                }
                List<String> refused = republisher.refused();
                refused.forEach(spec.commandLine().getErr()::println);
                out.println("Republished " + tell(choice, choice.chosen() - refused.size()));
                return refused.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
            }
        }
    }

    private static void list(LetterTopic topic, Choice choice, PrintWriter out) {
        for (var letters = topic.next(); !letters.isEmpty() && !choice.isFull(); letters = topic.next()) {
            letters.stream()
                    .filter(letter -> choice.of(letter) == Fate.REPUBLISHED)
                    .forEach(letter -> out.println(letter.line()));
        }
    }

    private static String tell(Choice choice, long republished) {
        return republished
                + (republished == 1 ? " record" : " records")
                + (choice.givenUp() == 0 ? "." : ", and gave up " + choice.givenUp() + ".");
    }
}
