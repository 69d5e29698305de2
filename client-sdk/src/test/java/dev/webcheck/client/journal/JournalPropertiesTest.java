package dev.webcheck.client.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.client.journal.JournalModel.Found;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

class JournalPropertiesTest {

    private static final int SMALL = 12 << 10;

    enum Action {
        BEGIN,
        AMEND,
        END,
        PHASE,
        READ,
        ACKNOWLEDGE
    }

    record Step(Action action, int number) {}

    @Property(tries = 300)
    void does_what_the_model_does(@ForAll("steps") @Size(max = 300) List<Step> steps) {
        Run run = new Run(KillableMemory.ofSize(SMALL));
        steps.forEach(run::take);
        assertThat(JournalModel.found(run.memory)).isEqualTo(run.model.found());
    }

    @Property(tries = 1000)
    void
            whatever_the_moment_of_the_kill_all_that_was_done_is_found_and_what_was_being_done_is_found_whole_or_not_at_all(
                    @ForAll("steps") @Size(max = 120) List<Step> steps,
                    @ForAll @DoubleRange(min = 0, max = 1) double when) {
        KillableMemory counted = KillableMemory.ofSize(SMALL);
        Run whole = new Run(counted);
        counted.killAfter(Long.MAX_VALUE);
        steps.forEach(whole::take);
        long stores = Long.MAX_VALUE - counted.left();

        KillableMemory memory = KillableMemory.ofSize(SMALL);
        Run run = new Run(memory);
        memory.killAfter((long) (when * stores));
        Found before = run.model.found();
        try {
            for (Step step : steps) {
                before = run.model.found();
                run.take(step);
            }
        } catch (KillableMemory.Killed e) {
            // The model has taken the step that the journal was killed in.
        }

        assertThat(JournalModel.found(memory)).isIn(before, run.model.found());
    }

    @Property(tries = 1000)
    void of_a_damaged_journal_nothing_is_found_that_was_not_written(
            @ForAll("steps") @Size(max = 120) List<Step> steps, @ForAll long seed) {
        Run run = new Run(KillableMemory.ofSize(SMALL));
        steps.forEach(run::take);
        byte[] bytes = new byte[SMALL];
        run.memory.copy(0, bytes, 0, SMALL);
        Random random = new Random(seed);
        int size = damage(bytes, random);

        Memory damaged = new Memory(ByteBuffer.allocateDirect(size).put(0, bytes, 0, size));

        if (Header.fits(damaged) && !Header.isOfAnotherFormat(damaged)) {
            Found found = JournalModel.found(damaged);
            assertThat(found.records().stream().filter(record -> !record.equals("damaged")))
                    .isSubsetOf(run.written);
            assertThat(found.open().keySet()).isSubsetOf(run.identified);
        }
    }

    /** Changes some bytes, or a stretch of them, or cuts the end off. Returns the new size. */
    private static int damage(byte[] bytes, Random random) {
        int kind = random.nextInt(4);
        int from = random.nextInt(bytes.length);
        if (kind == 0) {
            return from;
        }
        int count = kind == 1 ? 1 + random.nextInt(8) : random.nextInt(bytes.length - from);
        for (int i = 0; i < count; i++) {
            switch (kind) {
                case 1 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes[from + i] = (byte) random.nextInt();
                default -> bytes[from + i] = 0;
            }
        }
        return bytes.length;
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Action> actions = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(Action.BEGIN)),
                Tuple.of(2, Arbitraries.just(Action.AMEND)),
                Tuple.of(5, Arbitraries.just(Action.END)),
                Tuple.of(3, Arbitraries.just(Action.PHASE)),
                Tuple.of(2, Arbitraries.just(Action.READ)),
                Tuple.of(2, Arbitraries.just(Action.ACKNOWLEDGE)));
        return Combinators.combine(actions, Arbitraries.integers().between(0, 5000))
                .as(Step::new)
                .list();
    }

    /** The same steps for a journal and its model. */
    private static final class Run {

        final KillableMemory memory;
        final Segment journal;
        final JournalModel model;
        final Map<UUID, Long> places = new HashMap<>();
        final Set<String> written = new HashSet<>();
        final Set<UUID> identified = new HashSet<>();
        int count;

        Run(KillableMemory memory) {
            this.memory = memory;
            journal = Records.segment(memory);
            model = new JournalModel(Layout.of(SMALL, Records.LARGEST_BEGIN));
        }

        void take(Step step) {
            switch (step.action()) {
                case BEGIN -> begin(step.number() % (Records.LARGEST_BEGIN - 10));
                case END -> anyOpen(step.number()).ifPresent(id -> end(id, step.number() % (Records.LARGEST_END - 10)));
                case AMEND ->
                    anyOpen(step.number()).ifPresent(id -> amend(step.number() % (Records.LARGEST_BEGIN - 10)));
                case PHASE ->
                    anyOpen(step.number()).ifPresent(id -> {
                        model.phase(id, step.number() & 0xFF);
                        journal.phase(places.getOrDefault(id, -1L), (byte) step.number());
                    });
                case READ ->
                    assertThat(Records.read(journal, step.number() % 10)).isEqualTo(model.read(step.number() % 10));
                case ACKNOWLEDGE -> {
                    model.acknowledge();
                    journal.acknowledge();
                }
            }
            assertThat(journal.counts()).isEqualTo(model.counts());
            assertThat(journal.pending()).isEqualTo(model.pending());
            assertThat(Records.open(journal)).containsExactlyInAnyOrderElementsOf(model.openIds());
        }

        private void begin(int length) {
            UUID id = new UUID(7, count);
            String record = record(length);
            written.add("BEGIN:" + record);
            identified.add(id);
            boolean expected = model.begin(id, record);
            long place = Records.begin(journal, id, record);
            assertThat(place >= 0).isEqualTo(expected);
            if (expected) {
                places.put(id, place);
            }
        }

        private void amend(int length) {
            String record = record(length);
            written.add("AMENDMENT:" + record);
            byte[] bytes = Records.bytes(record);
            assertThat(journal.amend(bytes, 0, bytes.length)).isEqualTo(model.amend(record));
        }

        private void end(UUID id, int length) {
            String record = record(length);
            written.add("END:" + record);
            model.end(id, record);
            Records.end(journal, places.getOrDefault(id, -1L), record);
        }

        /** Each is another one. */
        private String record(int length) {
            return count++ + "x".repeat(length);
        }

        private Optional<UUID> anyOpen(int number) {
            List<UUID> open = new ArrayList<>(model.openIds());
            return open.isEmpty() ? Optional.empty() : Optional.of(open.get(number % open.size()));
        }
    }
}
