package dev.webcheck.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Test;

/** The service as it is run, out of its jar. */
@QuarkusIntegrationTest
class QueryApplicationIT {

    @Test
    void it_looks_at_addresses_itself() throws Exception {
        assertThat(PlainHttp.exchange("GET /api/v1/requests?text=a|b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("'|' has to be written as %7C");
    }
}
