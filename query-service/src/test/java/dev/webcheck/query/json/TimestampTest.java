package dev.webcheck.query.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TimestampTest {

    private static final DateTimeFormatter JDK = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Property(tries = 2_000)
    void a_moment_is_written_as_the_jdk_writes_it(@ForAll("moments") Instant moment) {
        assertThat(Timestamp.of(moment)).isEqualTo(JDK.format(moment));
    }

    /** From before the year 0 to the end of what a UUIDv7 can tell. */
    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.longs().between(-80_000_000_000_000L, (1L << 48) - 1).map(Instant::ofEpochMilli);
    }
}
