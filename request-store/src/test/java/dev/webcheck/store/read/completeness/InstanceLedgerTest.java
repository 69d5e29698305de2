package dev.webcheck.store.read.completeness;

import static dev.webcheck.store.read.completeness.InstanceLife.Step.BEGIN;
import static dev.webcheck.store.read.completeness.InstanceLife.Step.BEGIN_LOST;
import static dev.webcheck.store.read.completeness.InstanceLife.Step.BEGIN_LOST_BUT_NOT_ITS_END;
import static dev.webcheck.store.read.completeness.InstanceLife.Step.FOUND_AGAIN;
import static dev.webcheck.store.read.completeness.InstanceLife.Step.SIGN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.event.RequestCounters;
import dev.webcheck.store.read.completeness.Completeness.Complete;
import dev.webcheck.store.read.completeness.Completeness.Missing;
import dev.webcheck.store.read.completeness.Completeness.Reason;
import dev.webcheck.store.read.completeness.Completeness.Unknown;
import dev.webcheck.store.read.completeness.InstanceLedger.Hour;
import dev.webcheck.store.read.completeness.InstanceLife.Step;
import dev.webcheck.store.read.completeness.Telling.Standing;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class InstanceLedgerTest {

    private static final Instant NOON = Instant.parse("2025-04-01T12:00:00Z");
    private static final Instant ONE = NOON.plus(1, ChronoUnit.HOURS);
    private static final Instant TWO = NOON.plus(2, ChronoUnit.HOURS);

    private final SortedMap<Instant, Hour> hours = new TreeMap<>();

    @Example
    void a_stopped_instance_of_which_all_is_recorded_is_complete_in_every_hour() {
        hour(NOON, recorded(5, 0), told(4, 0));
        hour(ONE, recorded(3, 0), told(8, 2));

        InstanceLedger ledger = ledger(Standing.OVER, told(8, 2), true);

        assertThat(ledger.completeness()).isEqualTo(new Complete());
        assertThat(ledger.hours())
                .containsExactly(
                        new HourAccount(NOON, 1, recorded(5, 0), 0, new Complete()),
                        new HourAccount(ONE, 1, recorded(3, 0), 2, new Complete()));
    }

    @Example
    void what_the_last_sign_counts_and_nothing_records_is_missing_from_an_hour_that_is_not_known() {
        hour(NOON, recorded(5, 0), told(6, 0));
        hour(ONE, recorded(3, 0), told(9, 0));

        InstanceLedger ledger = ledger(Standing.OVER, told(9, 0), true);

        assertThat(ledger.completeness()).isEqualTo(new Missing(1));
        assertThat(ledger.hours())
                .extracting(HourAccount::completeness)
                .containsOnly(new Unknown(Reason.MISSING_ELSEWHERE));
    }

    @Example
    void what_an_instance_of_one_hour_misses_is_of_that_hour() {
        hour(NOON, recorded(5, 0), told(6, 0));

        assertThat(ledger(Standing.OVER, told(6, 0), true).hours().get(0).completeness())
                .isEqualTo(new Missing(1));
    }

    @Example
    void an_end_without_a_begin_is_a_missing_begin_of_its_hour() {
        hour(NOON, recorded(5, 2), told(7, 0));
        hour(ONE, recorded(3, 0), told(10, 0));

        InstanceLedger ledger = ledger(Standing.RUNNING, told(10, 0), true);

        assertThat(ledger.completeness()).isEqualTo(new Missing(2));
        assertThat(ledger.hours())
                .extracting(HourAccount::completeness)
                .containsExactly(new Missing(2), new Unknown(Reason.RUNNING));
    }

    @Example
    void what_cannot_be_known_is_told_with_its_reason() {
        hour(NOON, recorded(5, 0), told(5, 0));

        assertThat(ledger(Standing.RUNNING, told(5, 0), true).completeness()).isEqualTo(new Unknown(Reason.RUNNING));
        assertThat(ledger(Standing.SILENT, told(5, 0), true).completeness()).isEqualTo(new Unknown(Reason.SILENT));
        assertThat(ledger(Standing.OVER, told(6, 0), false).completeness()).isEqualTo(new Unknown(Reason.NOT_KEPT));
        assertThat(new InstanceLedger(new Telling(Optional.empty(), Standing.RUNNING), hours, true).completeness())
                .isEqualTo(new Unknown(Reason.NO_SIGN));
        assertThat(new InstanceLedger(new Telling(Optional.empty(), Standing.SILENT), hours, true).completeness())
                .isEqualTo(new Unknown(Reason.SILENT));
    }

    @Example
    void a_running_instance_that_rests_settles_the_hours_before() {
        hour(NOON, recorded(5, 0), told(4, 0));
        hour(ONE, Recorded.NONE, told(5, 0));
        hour(TWO, recorded(1, 0), told(6, 0));

        assertThat(ledger(Standing.RUNNING, told(6, 0), true).hours())
                .extracting(HourAccount::completeness)
                .containsExactly(new Complete(), new Unknown(Reason.RUNNING), new Unknown(Reason.RUNNING));
    }

    @Example
    void the_hours_of_a_busy_instance_that_goes_on_are_complete_once_they_are_over() {
        assertThat(completenessOfHours(
                        BEGIN, SIGN, BEGIN, SIGN, BEGIN, // 12:10 to 12:50
                        BEGIN, SIGN, BEGIN, SIGN, SIGN, BEGIN, BEGIN, BEGIN, SIGN))
                .containsExactly(new Complete(), new Complete(), new Unknown(Reason.RUNNING));
    }

    @Example
    void what_a_busy_instance_lost_is_missing_of_its_hour_and_of_no_other() {
        assertThat(completenessOfHours(
                        BEGIN,
                        SIGN,
                        BEGIN,
                        SIGN,
                        BEGIN,
                        SIGN,
                        BEGIN,
                        BEGIN_LOST,
                        BEGIN_LOST,
                        SIGN,
                        BEGIN,
                        SIGN,
                        BEGIN,
                        SIGN,
                        BEGIN,
                        SIGN,
                        BEGIN,
                        SIGN,
                        BEGIN_LOST,
                        SIGN,
                        BEGIN,
                        BEGIN,
                        BEGIN,
                        BEGIN,
                        SIGN))
                .containsExactly(
                        new Complete(), new Missing(2), new Complete(), new Missing(1), new Unknown(Reason.RUNNING));
    }

    @Example
    void what_was_lost_where_one_hour_passes_into_another_is_of_neither_unless_its_end_tells() {
        assertThat(completenessOfHours(
                        BEGIN, SIGN, BEGIN, SIGN, BEGIN_LOST, BEGIN, SIGN, BEGIN, BEGIN, SIGN, BEGIN, SIGN))
                .containsExactly(
                        new Unknown(Reason.MISSING_ELSEWHERE),
                        new Unknown(Reason.MISSING_ELSEWHERE),
                        new Unknown(Reason.MISSING_ELSEWHERE));
        assertThat(completenessOfHours(
                        BEGIN,
                        SIGN,
                        BEGIN,
                        SIGN,
                        BEGIN_LOST_BUT_NOT_ITS_END,
                        BEGIN,
                        SIGN,
                        BEGIN,
                        BEGIN,
                        SIGN,
                        BEGIN,
                        SIGN))
                .containsExactly(new Missing(1), new Complete(), new Unknown(Reason.RUNNING));
    }

    @Example
    void a_begin_that_comes_late_is_missing_no_more() {
        assertThat(completenessOfHours(
                        BEGIN, SIGN, BEGIN_LOST, SIGN, BEGIN, SIGN, FOUND_AGAIN, SIGN, BEGIN, SIGN, BEGIN, SIGN))
                .containsExactly(new Complete(), new Complete(), new Unknown(Reason.RUNNING));
    }

    @Example
    void a_sign_that_counts_too_few_does_not_clear_the_hours_before() {
        hours.put(NOON, checked(5, new Check(1, 1), new Check(6, 5)));
        hours.put(ONE, checked(5, new Check(8, 8), new Check(10, 9)));
        hours.put(TWO, checked(2, new Check(12, 11), new Check(13, 12)));

        assertThat(ledger(Standing.RUNNING, told(13, 0), true).hours())
                .extracting(HourAccount::completeness)
                .containsOnly(new Unknown(Reason.MISSING_ELSEWHERE));
    }

    @Example
    void what_a_dead_instance_misses_is_of_those_hours_whose_ends_have_no_begin() {
        hour(NOON, recorded(5, 2), told(7, 0));
        hour(ONE, recorded(3, 0), told(10, 0));

        assertThat(ledger(Standing.OVER, told(10, 0), true).hours())
                .extracting(HourAccount::completeness)
                .containsExactly(new Missing(2), new Complete());
    }

    @Example
    void hours_of_several_instances_are_complete_if_all_are_and_what_they_miss_adds_up() {
        HourAccount complete = new HourAccount(NOON, 1, recorded(5, 0), 1, new Complete());
        HourAccount running = new HourAccount(NOON, 1, recorded(2, 0), 2, new Unknown(Reason.RUNNING));
        HourAccount silent = new HourAccount(NOON, 1, recorded(2, 0), 0, new Unknown(Reason.SILENT));
        HourAccount missing = new HourAccount(NOON, 1, recorded(1, 1), 0, new Missing(1));

        assertThat(complete.plus(complete)).isEqualTo(new HourAccount(NOON, 2, recorded(10, 0), 2, new Complete()));
        assertThat(running.plus(complete).plus(silent).completeness()).isEqualTo(new Unknown(Reason.SILENT));
        assertThat(missing.plus(silent).plus(missing).completeness()).isEqualTo(new Missing(2));
    }

    @Property
    void nothing_is_called_complete_that_lost_a_begin_and_nothing_missing_that_did_not(
            @ForAll("lives") List<Step> steps, @ForAll Standing standing) {
        InstanceLife life = InstanceLife.of(steps);
        if (standing == Standing.OVER) {
            life.sign(0);
        }

        InstanceLedger ledger = new InstanceLedger(new Telling(life.lastTold(), standing), life.hours(), true);

        Completeness whole = ledger.completeness();
        if (whole instanceof Complete) {
            assertThat(life.lost()).isZero();
        }
        if (whole instanceof Missing missing) {
            assertThat(missing.requests()).isPositive().isLessThanOrEqualTo(life.lost());
        }
        if (standing == Standing.OVER) {
            assertThat(whole).isEqualTo(life.lost() == 0 ? new Complete() : new Missing(life.lost()));
        }
        for (HourAccount hour : ledger.hours()) {
            if (hour.completeness() instanceof Complete) {
                assertThat(life.lostIn(hour.hour())).isZero();
            }
            if (hour.completeness() instanceof Missing missing) {
                assertThat(missing.requests()).isLessThanOrEqualTo(life.lostIn(hour.hour()));
            }
        }
    }

    @Property
    void the_hours_add_up_to_the_whole(@ForAll("lives") List<Step> steps) {
        InstanceLife life = InstanceLife.of(steps);
        life.sign(0);

        InstanceLedger ledger = new InstanceLedger(new Telling(life.lastTold(), Standing.OVER), life.hours(), true);

        Recorded recorded = ledger.hours().stream().map(HourAccount::recorded).reduce(Recorded.NONE, Recorded::plus);
        long missing = ledger.completeness() instanceof Missing some ? some.requests() : 0;
        long unrecorded =
                ledger.hours().stream().mapToLong(HourAccount::unrecorded).sum();
        assertThat(recorded).isEqualTo(ledger.recorded());
        assertThat(recorded.ended() + recorded.inFlight() + recorded.lost() + unrecorded + missing)
                .isEqualTo(life.begunOrNot());
    }

    /** Without begins that come late: one that comes just when another goes missing cannot be told from it. */
    @Provide
    Arbitrary<List<Step>> lives() {
        return Arbitraries.of(Step.class)
                .filter(step -> step != FOUND_AGAIN)
                .list()
                .ofMaxSize(40);
    }

    private static List<Completeness> completenessOfHours(Step... steps) {
        InstanceLife life = InstanceLife.of(List.of(steps));
        return new InstanceLedger(new Telling(life.lastTold(), Standing.RUNNING), life.hours(), true)
                .hours().stream().map(HourAccount::completeness).toList();
    }

    private static Hour checked(long ended, Check first, Check last) {
        return new Hour(recorded(ended, 0), Optional.empty(), Optional.of(first), Optional.of(last));
    }

    private void hour(Instant start, Recorded recorded, RequestCounters told) {
        hours.put(start, new Hour(recorded, Optional.of(told), Optional.empty(), Optional.empty()));
    }

    private InstanceLedger ledger(Standing standing, RequestCounters told, boolean allKept) {
        return new InstanceLedger(new Telling(Optional.of(told), standing), hours, allKept);
    }

    private static Recorded recorded(long ended, long withoutBegin) {
        return new Recorded(ended, 0, 0, 0, withoutBegin);
    }

    private static RequestCounters told(long begun, long unrecorded) {
        return new RequestCounters(begun, 0, unrecorded);
    }
}
