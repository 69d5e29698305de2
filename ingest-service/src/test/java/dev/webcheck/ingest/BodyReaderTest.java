package dev.webcheck.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BodyReaderTest {

    private static final int MAX = 100_000;

    private final BodyReader reader = new BodyReader(MAX, Duration.ofSeconds(30));
    private final InFlight inFlight = new InFlight(2, 10 * MAX);

    @Test
    void a_plain_body_is_read_as_it_is() {
        assertThat(read(bytes("hello"), ContentCoding.IDENTITY)).isEqualTo(bytes("hello"));
    }

    @Property(tries = 300)
    void any_members_of_gzip_in_any_pieces_are_read_whole(
            @ForAll @Size(min = 1, max = 5) List<byte @Size(max = 2_000) []> members,
            @ForAll @IntRange(min = 1, max = 700) int piece) {
        byte[] zipped = join(members.stream().map(BodyReaderTest::gzip).toList());
        assertThat(readPieces(zipped, piece)).isEqualTo(join(members));
    }

    @Property(tries = 300)
    void any_gzip_that_is_cut_is_refused(
            @ForAll @Size(min = 1, max = 500) byte[] content, @ForAll @IntRange(min = 1, max = 18) int missing) {
        byte[] zipped = gzip(content);
        byte[] cut = Arrays.copyOf(zipped, zipped.length - missing);
        assertThat(refused(cut, ContentCoding.GZIP)).isEqualTo(Refusal.MALFORMED_BODY);
    }

    @Property(tries = 300)
    void any_bytes_after_the_last_member_are_refused(
            @ForAll @Size(min = 1, max = 100) byte[] more, @ForAll @IntRange(min = 1, max = 700) int piece) {
        byte[] zipped = join(List.of(gzip(bytes("event")), more));
        assertThat(catchThrowableOfType(Refused.class, () -> readPieces(zipped, piece)))
                .isNotNull();
    }

    @Test
    void what_is_not_gzip_is_refused() {
        assertThat(refused(bytes("{}"), ContentCoding.GZIP)).isEqualTo(Refusal.MALFORMED_BODY);
        assertThat(refused(new byte[0], ContentCoding.GZIP)).isEqualTo(Refusal.MALFORMED_BODY);
    }

    @Test
    void a_body_of_the_largest_size_is_read_and_one_byte_more_is_too_large() {
        assertThat(read(new byte[MAX], ContentCoding.IDENTITY)).hasSize(MAX);
        assertThat(read(gzip(new byte[MAX]), ContentCoding.GZIP)).hasSize(MAX);
        assertThat(refused(new byte[MAX + 1], ContentCoding.IDENTITY)).isEqualTo(Refusal.TOO_LARGE);
        assertThat(refused(gzip(new byte[MAX + 1]), ContentCoding.GZIP)).isEqualTo(Refusal.TOO_LARGE);
    }

    @Test
    void a_bomb_is_cut_off_while_it_is_inflated() {
        byte[] bomb = gzip(new byte[50 * MAX]);
        assertThat(bomb.length).isLessThan(MAX);
        try (InFlight.Place place = inFlight.enter()) {
            Refused refused = catchThrowableOfType(
                    Refused.class, () -> reader.read(new ByteArrayInputStream(bomb), ContentCoding.GZIP, place));
            assertThat(refused.reason()).isEqualTo(Refusal.TOO_LARGE);
            assertThat(inFlight.bytes()).isLessThanOrEqualTo(MAX);
        }
    }

    @Test
    void endless_members_without_content_are_too_large() {
        byte[] nothing = gzip(new byte[0]);
        InputStream endless = new InputStream() {
            private int next;

            @Override
            public int read() {
                return nothing[next++ % nothing.length] & 0xFF;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                for (int i = 0; i < length; i++) {
                    into[offset + i] = (byte) read();
                }
                return length;
            }
        };
        try (InFlight.Place place = inFlight.enter()) {
            assertThat(catchThrowableOfType(Refused.class, () -> reader.read(endless, ContentCoding.GZIP, place))
                            .reason())
                    .isEqualTo(Refusal.TOO_LARGE);
        }
    }

    @Test
    void a_body_that_trickles_is_given_up() {
        BodyReader impatient = new BodyReader(MAX, Duration.ofMillis(1));
        InputStream trickle = new InputStream() {
            @Override
            public int read() {
                return ' ';
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                return 1;
            }
        };
        try (InFlight.Place place = inFlight.enter()) {
            assertThat(catchThrowableOfType(Refused.class, () -> impatient.read(trickle, ContentCoding.IDENTITY, place))
                            .reason())
                    .isEqualTo(Refusal.SLOW_BODY);
        }
    }

    @Test
    void more_requests_than_allowed_are_refused_until_one_is_over() {
        InFlight.Place first = inFlight.enter();
        InFlight.Place second = inFlight.enter();
        assertThat(catchThrowableOfType(Refused.class, inFlight::enter).reason())
                .isEqualTo(Refusal.BUSY);
        first.close();
        inFlight.enter().close();
        second.close();
        assertThat(inFlight.requests()).isZero();
    }

    @Test
    void more_bytes_than_allowed_are_refused_and_given_back() {
        InFlight small = new InFlight(2, 10);
        try (InFlight.Place one = small.enter();
                InFlight.Place other = small.enter()) {
            one.hold(6);
            other.hold(4);
            assertThat(catchThrowableOfType(Refused.class, () -> other.hold(1)).reason())
                    .isEqualTo(Refusal.BUSY);
        }
        assertThat(small.bytes()).isZero();
    }

    private byte[] read(byte[] body, ContentCoding coding) {
        try (InFlight.Place place = inFlight.enter()) {
            return reader.read(new ByteArrayInputStream(body), coding, place);
        }
    }

    private byte[] readPieces(byte[] body, int piece) {
        InputStream pieces = new ByteArrayInputStream(body) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, piece));
            }

            @Override
            public synchronized int available() {
                return 0;
            }
        };
        try (InFlight.Place place = inFlight.enter()) {
            return reader.read(pieces, ContentCoding.GZIP, place);
        }
    }

    private Refusal refused(byte[] body, ContentCoding coding) {
        return catchThrowableOfType(Refused.class, () -> read(body, coding)).reason();
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }

    private static byte[] join(List<byte[]> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
