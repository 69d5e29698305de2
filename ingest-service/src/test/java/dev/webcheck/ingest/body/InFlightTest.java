package dev.webcheck.ingest.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.webcheck.ingest.refusal.Refusal;
import dev.webcheck.ingest.refusal.Refused;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private final InFlight inFlight = new InFlight(4, 1_000, 100, 50);

    @Test
    void a_place_takes_nothing_before_something_has_arrived() {
        List<InFlight.Place> places = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            places.add(inFlight.place("one"));
        }
        assertThat(inFlight.requests()).isZero();
        assertThat(inFlight.bytes()).isZero();
        places.forEach(InFlight.Place::close);
        assertThat(inFlight.clients()).isZero();
    }

    @Test
    void one_client_holds_its_share_and_the_rest_is_for_others() {
        working("one");
        working("one");
        assertThat(refused(() -> working("one"))).contains("2 requests of this client");
        working("other");
        working("other");
        assertThat(refused(() -> working("third"))).contains("4 requests");
    }

    @Test
    void one_client_holds_its_share_of_bytes_and_the_rest_is_for_others() {
        InFlight.Place place = inFlight.place("one");
        place.hold(300);
        inFlight.place("one").hold(200);
        assertThat(refused(() -> place.hold(1))).contains("500 bytes of this client");
        inFlight.place("other").hold(500);
        assertThat(refused(() -> inFlight.place("third").hold(1))).contains("1000 bytes");
        place.close();
        inFlight.place("third").hold(300);
    }

    @Test
    void what_was_refused_is_not_held() {
        InFlight.Place place = inFlight.place("one");
        refused(() -> place.hold(501));
        assertThat(inFlight.bytes()).isZero();
        place.hold(500);
        place.close();
        place.close();
        assertThat(inFlight.bytes()).isZero();
    }

    @Test
    void a_share_is_one_request_at_least() {
        InFlight one = new InFlight(1, 1_000, 100, 1);
        InFlight.Place place = one.place("one");
        place.startWork();
        assertThat(one.requests()).isEqualTo(1);
    }

    @Test
    void a_share_has_room_for_the_largest_body_as_sent_and_as_inflated() {
        InFlight small = new InFlight(4, 1_000, 400, 1);
        small.place("one").hold(800);
        assertThat(refused(() -> small.place("one").hold(1))).contains("of this client");
        InFlight smaller = new InFlight(4, 700, 400, 1);
        smaller.place("one").hold(700);
    }

    @Property(tries = 300)
    void whatever_is_done_nothing_is_left_in_the_end(
            @ForAll @Size(max = 30) List<@IntRange(max = 400) Integer> sizes,
            @ForAll @IntRange(min = 1, max = 4) int clients) {
        InFlight any = new InFlight(4, 1_000, 100, 50);
        List<InFlight.Place> places = new ArrayList<>();
        for (int size : sizes) {
            InFlight.Place place = any.place("client " + size % clients);
            places.add(place);
            try {
                place.hold(size);
                place.startWork();
            } catch (Refused e) {
                assertThat(e.reason()).isEqualTo(Refusal.BUSY);
            }
            assertThat(any.bytes()).isLessThanOrEqualTo(1_000);
            assertThat(any.requests()).isLessThanOrEqualTo(4);
        }
        places.forEach(InFlight.Place::close);
        assertThat(any.bytes()).isZero();
        assertThat(any.requests()).isZero();
        assertThat(any.clients()).isZero();
    }

    private void working(String client) {
        inFlight.place(client).startWork();
    }

    private static String refused(Runnable action) {
        Refused refused = catchThrowableOfType(Refused.class, action::run);
        assertThat(refused).isNotNull();
        assertThat(refused.reason()).isEqualTo(Refusal.BUSY);
        return refused.detail();
    }
}
