package dev.webcheck.query.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MillisTest {

    @Property(tries = 5_000)
    void a_duration_is_rounded_and_written_as_the_jdk_does_it(@ForAll("nanos") long nanos) throws IOException {
        String expected = BigDecimal.valueOf(nanos, 6)
                .setScale(3, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();

        assertThat(Millis.of(Duration.ofNanos(nanos))).isEqualTo(expected);
        assertThat(written(nanos)).isEqualTo("[" + expected + "," + expected + "]");
    }

    @Example
    void the_shortest_and_the_longest() {
        assertThat(Millis.of(Duration.ZERO)).isEqualTo("0");
        assertThat(Millis.of(Duration.ofNanos(1))).isEqualTo("0");
        assertThat(Millis.of(Duration.ofNanos(499))).isEqualTo("0");
        assertThat(Millis.of(Duration.ofNanos(500))).isEqualTo("0.001");
        assertThat(Millis.of(Duration.ofNanos(999_500))).isEqualTo("1");
        assertThat(Millis.of(Duration.ofNanos(Long.MAX_VALUE))).isEqualTo("9223372036854.776");
    }

    /** As they are, and near every place where there are fewer decimals. */
    @Provide
    Arbitrary<Long> nanos() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(0, Long.MAX_VALUE),
                Arbitraries.longs().between(0, 2_000_000),
                Arbitraries.longs().between(0, 1_000_000_000).map(tens -> tens * 10_000));
    }

    private static String written(long nanos) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = new JsonFactory().createGenerator(bytes)) {
            out.writeStartArray();
            Millis.write(nanos, out);
            Millis.write(nanos, out);
            out.writeEndArray();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
