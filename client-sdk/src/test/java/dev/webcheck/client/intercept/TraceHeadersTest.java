package dev.webcheck.client.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webcheck.event.TraceContext;
import java.util.Optional;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceHeadersTest {

    private static final String LONG = "463ac35c9f6413ad48485a3953bb6124";
    private static final String SHORT = "48485a3953bb6124";
    private static final String SPAN = "a2fb4a1d1a96d312";

    private final BasicHttpRequest request = new BasicHttpRequest("GET", "/");

    @ParameterizedTest
    @CsvSource({
        LONG + "-" + SPAN + "," + LONG + ",false",
        LONG + "-" + SPAN + "-1-0020000000000001," + LONG + ",false",
        LONG + "-" + SPAN + "-d," + LONG + ",false",
        LONG + "-" + SPAN + "-0," + LONG + ",true",
        SHORT + "-" + SPAN + "-1,0000000000000000" + SHORT + ",false"
    })
    void the_one_field_of_b3_is_read(String value, String traceId, boolean dropped) {
        request.setHeader("b3", value);
        assertThat(TraceHeaders.b3(request)).contains(new TraceContext(traceId, SPAN));
        assertThat(TraceHeaders.isDroppedByB3(request)).isEqualTo(dropped);
    }

    @ParameterizedTest
    @CsvSource({
        "0",
        "d",
        LONG,
        LONG + "-",
        LONG + "-123",
        "123-" + SPAN,
        "0000000000000000-" + SPAN,
        SHORT + "-0000000000000000",
        "463AC35C9F6413AD48485A3953BB6124-" + SPAN
    })
    void what_has_no_ids_is_no_trace(String value) {
        request.setHeader("b3", value);
        assertThat(TraceHeaders.b3(request)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({LONG + "," + LONG, SHORT + ",0000000000000000" + SHORT})
    void the_several_fields_of_b3_are_read(String value, String traceId) {
        request.setHeader("x-b3-traceid", value);
        assertThat(TraceHeaders.b3(request)).isEmpty();
        request.setHeader("X-B3-SpanId", SPAN);
        assertThat(TraceHeaders.b3(request)).contains(new TraceContext(traceId, SPAN));
        assertThat(TraceHeaders.isDroppedByB3(request)).isFalse();
        request.setHeader("X-B3-Sampled", "0");
        assertThat(TraceHeaders.isDroppedByB3(request)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"-01,1", "-00,0"})
    void a_traceparent_that_is_put_in_says_what_b3_says(String flags, String sampled) {
        request.setHeader("b3", SHORT + "-" + SPAN + "-" + sampled);
        Optional<TraceContext> sent = new TraceContexts(true).leaving(request, new Call(Sampled.YES), Optional.empty());
        assertThat(sent).contains(new TraceContext("0000000000000000" + SHORT, SPAN));
        assertThat(request.getFirstHeader("traceparent").getValue())
                .isEqualTo("00-0000000000000000" + SHORT + "-" + SPAN + flags);
    }

    @ParameterizedTest
    @CsvSource({"00,true", "01,false", "02,true", "03,false"})
    void the_flags_of_a_traceparent_tell_whether_it_is_dropped_whatever_b3_says(String flags, boolean dropped) {
        request.setHeader("traceparent", "00-" + LONG + "-" + SPAN + "-" + flags);
        request.setHeader("b3", SHORT + "-" + SPAN + (dropped ? "-1" : "-0"));
        assertThat(TraceHeaders.isDropped(request, new TraceContext(LONG, SPAN)))
                .isEqualTo(dropped);
    }
}
