package dev.webcheck.ingest.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.webcheck.ingest.batch.BodyFormat;
import dev.webcheck.ingest.refusal.Refusal;
import dev.webcheck.ingest.refusal.Refused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

public class BodyReaderTest {

    private static final int MAX = 100_000;

    private final BodyReader reader = new BodyReader(MAX);
    private final InFlight inFlight = new InFlight(2, 10 * MAX, MAX, 100);

    @Test
    void a_plain_body_is_read_as_it_is() {
        assertThat(read(bytes("hello"), ContentCoding.IDENTITY)).isEqualTo(bytes("hello"));
    }

    @Property(tries = 300)
    void any_members_of_gzip_are_read_whole(@ForAll @Size(min = 1, max = 5) List<byte @Size(max = 20_000) []> members) {
        byte[] zipped = join(members.stream().map(BodyReaderTest::gzip).toList());
        assertThat(read(zipped, ContentCoding.GZIP)).isEqualTo(join(members));
    }

    @Property(tries = 300)
    void any_gzip_that_is_cut_is_refused(
            @ForAll @Size(min = 1, max = 500) byte[] content, @ForAll @IntRange(min = 1, max = 18) int missing) {
        byte[] zipped = gzip(content);
        byte[] cut = Arrays.copyOf(zipped, zipped.length - missing);
        assertThat(refused(cut, ContentCoding.GZIP)).isEqualTo(Refusal.MALFORMED_BODY);
    }

    @Property(tries = 300)
    void any_bytes_after_the_last_member_are_refused(@ForAll @Size(min = 1, max = 100) byte[] more) {
        byte[] zipped = join(List.of(gzip(bytes("event")), more));
        assertThat(refused(zipped, ContentCoding.GZIP)).isEqualTo(Refusal.MALFORMED_BODY);
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
        assertThat(refused(gzip(new byte[MAX + 1]), ContentCoding.GZIP)).isEqualTo(Refusal.TOO_LARGE);
    }

    @Test
    void a_bomb_is_cut_off_while_it_is_inflated() {
        byte[] bomb = gzip(new byte[50 * MAX]);
        assertThat(bomb.length).isLessThan(MAX);
        try (InFlight.Place place = inFlight.place("client")) {
            ReceivedBody body = new ReceivedBody(bomb, BodyFormat.JSON, ContentCoding.GZIP, place);
            Refused refused = catchThrowableOfType(Refused.class, () -> reader.read(body));
            assertThat(refused.reason()).isEqualTo(Refusal.TOO_LARGE);
            assertThat(inFlight.bytes()).isLessThanOrEqualTo(MAX);
        }
    }

    @Test
    void members_without_content_are_nothing() {
        assertThat(read(join(Collections.nCopies(MAX / 20, gzip(new byte[0]))), ContentCoding.GZIP))
                .isEmpty();
    }

    private byte[] read(byte[] body, ContentCoding coding) {
        try (InFlight.Place place = inFlight.place("client")) {
            return reader.read(new ReceivedBody(body, BodyFormat.JSON, coding, place));
        }
    }

    private Refusal refused(byte[] body, ContentCoding coding) {
        return catchThrowableOfType(Refused.class, () -> read(body, coding)).reason();
    }

    public static byte[] gzip(byte[] content) {
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
