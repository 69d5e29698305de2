package dev.webcheck.store.read.request;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;

class RequestSnapshotTest {

    @Example
    void what_the_database_writes_is_a_snapshot() {
        for (String text : new String[] {"795:799:795,797", "10:10:", "3:9223372036854775807:"}) {
            assertThat(RequestSnapshot.parse(text)).map(RequestSnapshot::text).contains(text);
        }
    }

    @Example
    void what_it_would_refuse_is_none() {
        for (String text : new String[] {
            "",
            "10:20",
            "0:1:",
            "20:10:",
            "10:20:9",
            "10:20:20",
            "10:20:12,11",
            "10:20:11,11",
            "10:20:11,",
            "a:b:",
            "1:9223372036854775808:",
            "10:20:" + "11,".repeat(1_000) + "12"
        }) {
            assertThat(RequestSnapshot.parse(text)).as(text).isEmpty();
        }
    }

    @Property
    void any_text_is_a_snapshot_or_refused(@ForAll @Chars({'0', '1', '9', ':', ','}) String text) {
        RequestSnapshot.parse(text)
                .ifPresent(snapshot ->
                        assertThat(snapshot.firstOpen()).isPositive().isLessThanOrEqualTo(snapshot.end()));
    }
}
