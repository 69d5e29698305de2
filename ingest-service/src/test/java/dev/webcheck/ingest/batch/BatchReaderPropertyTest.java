package dev.webcheck.ingest.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.webcheck.event.Event;
import dev.webcheck.event.EventCodec;
import dev.webcheck.ingest.Events;
import dev.webcheck.ingest.refusal.Refused;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class BatchReaderPropertyTest {

    private static final int MAX = 50;

    private final BatchReader reader = new BatchReader(MAX, MAX, Duration.ofDays(1), InstantSource.system());

    @Property(tries = 200)
    void any_events_come_out_as_they_went_in(@ForAll @IntRange(min = 1, max = 25) int requests) {
        List<Event> events = Events.requests(requests, UUID.randomUUID());
        assertThat(read(Events.array(events), BodyFormat.JSON)).isEqualTo(events);
        assertThat(read(Events.lines(events), BodyFormat.LINES)).isEqualTo(events);
    }

    @Property(tries = 200)
    void any_blanks_between_lines_change_nothing(
            @ForAll @Size(min = 4, max = 4) List<@StringLength(max = 5) @Chars({' ', '\t', '\r', '\n'}) String> blanks) {
        List<Event> events = Events.requests(1, UUID.randomUUID());
        String body = blanks.get(0) + Events.json(events.get(0)) + blanks.get(1) + "\n" + blanks.get(2)
                + Events.json(events.get(1)) + blanks.get(3);
        assertThat(read(body, BodyFormat.LINES)).isEqualTo(events);
    }

    @Property(tries = 2000)
    void any_bytes_are_refused_in_words(@ForAll @Size(max = 300) byte[] garbage, @ForAll BodyFormat format) {
        assertThat(catchThrowable(() -> reader.read(garbage, format))).isInstanceOf(Refused.class);
    }

    @Property(tries = 2000)
    void any_damage_to_a_batch_gives_the_events_or_a_refusal(
            @ForAll @IntRange(max = 10_000) int place, @ForAll byte damage, @ForAll BodyFormat format) {
        List<Event> events = Events.requests(2, UUID.randomUUID());
        byte[] body = (format == BodyFormat.JSON ? Events.array(events) : Events.lines(events)).getBytes(UTF_8);
        body[place % body.length] = damage;
        Throwable thrown = catchThrowable(() -> reader.read(body, format));
        assertThat(thrown == null || thrown instanceof Refused).as("%s", thrown).isTrue();
    }

    @Property(tries = 2000)
    void any_damage_is_seen_alike_here_and_by_who_reads_what_is_forwarded(
            @ForAll @IntRange(max = 10_000) int place, @ForAll byte damage, @ForAll BodyFormat format) {
        List<Event> events = Events.requests(2, UUID.randomUUID());
        byte[] body = (format == BodyFormat.JSON ? Events.array(events) : Events.lines(events)).getBytes(UTF_8);
        body[place % body.length] = damage;
        try {
            assertThat(reader.read(body, format)).allSatisfy(event -> assertThat(
                            new EventCodec().decode(event.json().of(event.text())))
                    .isEqualTo(event.event()));
        } catch (Refused e) {
            // nothing is forwarded
        }
    }

    private List<Event> read(String body, BodyFormat format) {
        return reader.read(body.getBytes(UTF_8), format).stream()
                .map(ValidEvent::event)
                .toList();
    }
}
